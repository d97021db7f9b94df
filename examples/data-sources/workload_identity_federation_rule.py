from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWorkloadIdentityFederationRule, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-workload-identity-federation-rule")
OpenaiProvider(stack, "openai")

jobs = DataOpenaiWorkloadIdentityFederationRule(
    stack, "jobs", workload_identity_provider_id="wip_abc123", name="deployment"
)
TerraformOutput(stack, "is_enabled", value=jobs.enabled)

app.synth()
