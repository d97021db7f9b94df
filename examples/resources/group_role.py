from cdktf import App, TerraformStack

from openai_cdktf import Group, GroupRole, OpenaiProvider, Role

app = App()
stack = TerraformStack(app, "group-role")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
auditor = Role(
    stack, "auditor", role_name="Auditor", permissions=["api.organization.projects.api_keys.read"]
)
GroupRole(stack, "support_audits", group_id=support.id, role_id=auditor.id)

app.synth()
