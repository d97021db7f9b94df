from cdktf import App, TerraformStack

from openai_cdktf import Group, GroupRoles, OpenaiProvider, Role

app = App()
stack = TerraformStack(app, "group-roles")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
steward = Role(stack, "steward", role_name="Steward", permissions=["api.groups.read"])
GroupRoles(stack, "of_support", group_id=support.id, role_ids=[steward.id])

app.synth()
