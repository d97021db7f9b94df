from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroupUsers, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-group-users")
OpenaiProvider(stack, "openai")

engineers = DataOpenaiGroupUsers(stack, "engineers", group_id="group_abc123")
TerraformOutput(stack, "members", value=engineers.user_ids)

app.synth()
