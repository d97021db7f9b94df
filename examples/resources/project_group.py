from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Project, ProjectGroup

app = App()
stack = TerraformStack(app, "project-group")
OpenaiProvider(stack, "openai")

support = Project(stack, "support", name="Support")
team = Group(stack, "team", name="Support team")
ProjectGroup(
    stack,
    "access",
    project_id=support.id,
    group_id=team.id,
    role="role-api-project-member",
)

app.synth()
