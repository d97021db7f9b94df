from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUserRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-user-roles")
OpenaiProvider(stack, "openai")

importer = DataOpenaiUserRoles(stack, "importer", user_id="user-abc123")
TerraformOutput(stack, "roles_of_importer", value=importer.role_ids)

app.synth()
