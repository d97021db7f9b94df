from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectCertificates, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-certificates")
OpenaiProvider(stack, "openai")

here = DataOpenaiProjectCertificates(stack, "here", project_id="proj_abc123")
TerraformOutput(stack, "certificates", value=here.certificates)

app.synth()
