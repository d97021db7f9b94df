from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAssistant, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-assistant")
OpenaiProvider(stack, "openai")

concierge = DataOpenaiAssistant(stack, "concierge", name="Concierge")
TerraformOutput(stack, "assistant_id", value=concierge.id)

app.synth()
