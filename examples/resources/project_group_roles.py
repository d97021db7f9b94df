from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Project, ProjectGroupRoles

app = App()
stack = TerraformStack(app, "project-group-roles")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
helpdesk = Project(stack, "helpdesk", name="Helpdesk")
ProjectGroupRoles(
    stack,
    "of_support",
    project_id=helpdesk.id,
    group_id=support.id,
    role_ids=["role-api-project-member"],
)

app.synth()
