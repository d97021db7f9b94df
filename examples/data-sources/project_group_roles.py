from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectGroupRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-group-roles")
OpenaiProvider(stack, "openai")

engineers = DataOpenaiProjectGroupRoles(
    stack, "engineers", project_id="proj_abc123", group_id="group_abc123"
)
TerraformOutput(stack, "roles_of_engineers", value=engineers.role_ids)

app.synth()
