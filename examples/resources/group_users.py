from cdktf import App, TerraformStack

from openai_cdktf import DataOpenaiOrganizationUser, Group, GroupUsers, OpenaiProvider

app = App()
stack = TerraformStack(app, "group-users")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
ada = DataOpenaiOrganizationUser(stack, "ada", email="ada@example.com")
grace = DataOpenaiOrganizationUser(stack, "grace", email="grace@example.com")
GroupUsers(stack, "in_support", group_id=support.id, user_ids=[ada.user_id, grace.user_id])

app.synth()
