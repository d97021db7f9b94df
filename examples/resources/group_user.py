from cdktf import App, TerraformStack

from openai_cdktf import Group, GroupUser, OpenaiProvider

app = App()
stack = TerraformStack(app, "group-user")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
GroupUser(stack, "ada", group_id=support.id, user_id="user-abc123")

app.synth()
