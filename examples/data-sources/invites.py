from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiInvites, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-invites")
OpenaiProvider(stack, "openai")

everyone = DataOpenaiInvites(stack, "everyone")
TerraformOutput(stack, "invites", value=everyone.invites)

app.synth()
