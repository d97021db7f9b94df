from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroupUsers, OpenaiProvider

app = App()
stack = TerraformStack(app, "function-import-id")
OpenaiProvider(stack, "openai")

DataOpenaiGroupUsers(stack, "engineers", group_id="group_abc123")
TerraformOutput(
    stack,
    "ids_to_import",
    value="${[for user in data.openai_group_users.engineers.user_ids : "
    'provider::openai::import_id("group_abc123", user)]}',
)

app.synth()
