from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroupUser, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-group-user")
OpenaiProvider(stack, "openai")

ada = DataOpenaiGroupUser(stack, "ada", group_id="group_abc123", user_id="user-abc123")
TerraformOutput(stack, "is_a_program", value=ada.is_service_account)

app.synth()
