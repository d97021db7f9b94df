from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroupRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-group-roles")
OpenaiProvider(stack, "openai")

engineers = DataOpenaiGroupRoles(stack, "engineers", group_id="group_abc123")
TerraformOutput(stack, "roles_of_engineers", value=engineers.role_ids)

app.synth()
