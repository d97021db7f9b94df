from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider

app = App()
stack = TerraformStack(app, "group")
OpenaiProvider(stack, "openai")

Group(stack, "support", name="Support")

app.synth()
