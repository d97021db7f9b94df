from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, ProjectRole, ProjectUserRole

app = App()
stack = TerraformStack(app, "project-user-role")
OpenaiProvider(stack, "openai")

librarian = ProjectRole(
    stack,
    "librarian",
    project_id="proj_abc123",
    role_name="Librarian",
    permissions=["api.files.read", "api.files.write"],
)
ProjectUserRole(
    stack,
    "importer_keeps_books",
    project_id=librarian.project_id,
    user_id="user-abc123",
    role_id=librarian.id,
)

app.synth()
