from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Project, ProjectGroupRole

app = App()
stack = TerraformStack(app, "project-group-role")
OpenaiProvider(stack, "openai")

support = Group(stack, "support", name="Support")
helpdesk = Project(stack, "helpdesk", name="Helpdesk")
ProjectGroupRole(
    stack,
    "support_looks_on",
    project_id=helpdesk.id,
    group_id=support.id,
    role_id="role-api-project-viewer",
)

app.synth()
