from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Model, OpenaiProvider

app = App()
stack = TerraformStack(app, "model")
OpenaiProvider(stack, "openai")

luna = Model(stack, "luna", model="gpt-6-luna")
TerraformOutput(stack, "owner", value=luna.owned_by)

app.synth()
