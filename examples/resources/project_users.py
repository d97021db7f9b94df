from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectUsers, ProjectUsersUsers

app = App()
stack = TerraformStack(app, "project-users")
OpenaiProvider(stack, "openai")

support = Project(stack, "support", name="Support")
ProjectUsers(
    stack,
    "everybody",
    project_id=support.id,
    users=[
        ProjectUsersUsers(email="ada@example.com", role="owner"),
        ProjectUsersUsers(email="grace@example.com", role="member"),
    ],
)

app.synth()
