from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectRole

app = App()
stack = TerraformStack(app, "project-role")
OpenaiProvider(stack, "openai")

helpdesk = Project(stack, "helpdesk", name="Helpdesk")
ProjectRole(
    stack,
    "librarian",
    project_id=helpdesk.id,
    role_name="Librarian",
    permissions=["api.files.read", "api.files.write"],
)

app.synth()
