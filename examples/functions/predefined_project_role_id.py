from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Project, ProjectGroupRole

app = App()
stack = TerraformStack(app, "function-predefined-project-role-id")
OpenaiProvider(stack, "openai")

helpdesk = Project(stack, "helpdesk", name="Helpdesk")
support = Group(stack, "support", name="Support")
ProjectGroupRole(
    stack,
    "support_owns_it",
    project_id=helpdesk.id,
    group_id=support.id,
    role_id='${provider::openai::predefined_project_role_id("owner", openai_project.helpdesk.id)}',
)

app.synth()
