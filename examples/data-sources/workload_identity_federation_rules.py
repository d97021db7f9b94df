from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWorkloadIdentityFederationRules, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-workload-identity-federation-rules")
OpenaiProvider(stack, "openai")

of_ci = DataOpenaiWorkloadIdentityFederationRules(
    stack, "of_ci", workload_identity_provider_id="wip_abc123"
)
TerraformOutput(stack, "rules", value=of_ci.rules)

app.synth()
