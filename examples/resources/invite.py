from cdktf import App, TerraformStack

from openai_cdktf import Invite, InviteProjects, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "invite")
OpenaiProvider(stack, "openai")

support = Project(stack, "support", name="Support")
Invite(
    stack,
    "mary",
    email="mary@example.com",
    role="reader",
    projects=[InviteProjects(id=support.id, role="member")],
)

app.synth()
