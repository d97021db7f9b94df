from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectUserRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-user-roles")
OpenaiProvider(stack, "openai")

importer = DataOpenaiProjectUserRoles(
    stack, "importer", project_id="proj_abc123", user_id="user-abc123"
)
TerraformOutput(stack, "roles_of_importer", value=importer.role_ids)

app.synth()
