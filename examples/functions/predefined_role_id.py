from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider

app = App()
stack = TerraformStack(app, "function-predefined-role-id")
OpenaiProvider(stack, "openai")

TerraformOutput(
    stack,
    "id_of_readers",
    value='${provider::openai::predefined_role_id("reader", "org-abc123")}',
)

app.synth()
