from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWorkloadIdentityProviders, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-workload-identity-providers")
OpenaiProvider(stack, "openai")

trusted = DataOpenaiWorkloadIdentityProviders(stack, "trusted", order="asc")
TerraformOutput(stack, "providers", value=trusted.providers)

app.synth()
