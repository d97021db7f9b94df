from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiModeration, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-moderation")
OpenaiProvider(stack, "openai")

instructions = "Help our customers to find what suits them."
judged = DataOpenaiModeration(stack, "judged", input=instructions)
TerraformOutput(stack, "harmful", value=judged.flagged)

app.synth()
