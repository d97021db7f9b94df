from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAssistant, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-assistant")
OpenaiProvider(stack, "openai")

support = DataOpenaiAssistant(stack, "support", name="Support")
TerraformOutput(stack, "assistant_id", value=support.id)

app.synth()
