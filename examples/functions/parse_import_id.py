from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider

app = App()
stack = TerraformStack(app, "function-parse-import-id")
OpenaiProvider(stack, "openai")

TerraformOutput(
    stack,
    "project",
    value='${provider::openai::parse_import_id("proj_abc123/user-abc123")[0]}',
)

app.synth()
