from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFileContent, File, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-file-content")
OpenaiProvider(stack, "openai")

lines = File(
    stack,
    "lines",
    content='{"line": 1}\n',
    purpose="batch",
)
content = DataOpenaiFileContent(stack, "back", file_id=lines.id, max_bytes=4096)
TerraformOutput(stack, "content", value=content.content)

app.synth()
