from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import File, OpenaiProvider

app = App()
stack = TerraformStack(app, "file")
OpenaiProvider(stack, "openai")

handbook = File(
    stack,
    "handbook",
    filename="handbook.md",
    content="# Handbook\n\nAsk for help early.\n",
    purpose="assistants",
)
TerraformOutput(stack, "file_id", value=handbook.id)

app.synth()
