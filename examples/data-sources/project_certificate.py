from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectCertificate, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-certificate")
OpenaiProvider(stack, "openai")

clients = DataOpenaiProjectCertificate(stack, "clients", project_id="proj_abc123", name="clients")
TerraformOutput(stack, "is_active", value=clients.active)

app.synth()
