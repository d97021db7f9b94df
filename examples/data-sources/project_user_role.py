from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectUserRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-user-role")
OpenaiProvider(stack, "openai")

importer = DataOpenaiProjectUserRole(
    stack,
    "importer",
    project_id="proj_abc123",
    user_id="user-abc123",
    role_id="role-api-project-viewer",
)
TerraformOutput(stack, "what_importers_may", value=importer.permissions)

app.synth()
