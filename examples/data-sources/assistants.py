from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAssistants, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-assistants")
OpenaiProvider(stack, "openai")

latest = DataOpenaiAssistants(stack, "latest", limit=10)
TerraformOutput(stack, "assistants", value=latest.assistants)

app.synth()
