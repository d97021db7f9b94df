from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWorkloadIdentityProvider, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-workload-identity-provider")
OpenaiProvider(stack, "openai")

ci = DataOpenaiWorkloadIdentityProvider(stack, "ci", name="github-actions")
TerraformOutput(stack, "issuer", value=ci.issuer)

app.synth()
