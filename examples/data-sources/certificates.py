from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiCertificates, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-certificates")
OpenaiProvider(stack, "openai")

all_of_them = DataOpenaiCertificates(stack, "all", order="asc")
TerraformOutput(stack, "certificates", value=all_of_them.certificates)

app.synth()
