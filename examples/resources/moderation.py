from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Moderation, OpenaiProvider

app = App()
stack = TerraformStack(app, "moderation")
OpenaiProvider(stack, "openai")

greetings = Moderation(stack, "greetings", input=["Welcome to our shop!", "See you soon."])
TerraformOutput(stack, "harmful", value=greetings.flagged_categories)

app.synth()
