from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiInvite, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-invite")
OpenaiProvider(stack, "openai")

ada = DataOpenaiInvite(stack, "ada", email="ada@example.com")
TerraformOutput(stack, "has_ada_accepted", value=ada.status)

app.synth()
