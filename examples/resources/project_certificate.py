from cdktf import App, TerraformStack

from openai_cdktf import DataOpenaiCertificate, OpenaiProvider, ProjectCertificate

app = App()
stack = TerraformStack(app, "project-certificate")
OpenaiProvider(stack, "openai")

clients = DataOpenaiCertificate(stack, "clients", name="clients")
ProjectCertificate(stack, "here", project_id="proj_abc123", certificate_id=clients.id)

app.synth()
