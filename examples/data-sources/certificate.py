from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiCertificate, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-certificate")
OpenaiProvider(stack, "openai")

clients = DataOpenaiCertificate(stack, "clients", name="clients")
TerraformOutput(stack, "expires_at", value=clients.expires_at)

app.synth()
