from cdktf import App, TerraformStack

from openai_cdktf import CertificateActivation, DataOpenaiCertificate, OpenaiProvider

app = App()
stack = TerraformStack(app, "certificate-activation")
OpenaiProvider(stack, "openai")

clients = DataOpenaiCertificate(stack, "clients", name="clients")
CertificateActivation(stack, "everywhere", certificate_id=clients.id)

app.synth()
