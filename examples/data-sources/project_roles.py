from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-roles")
OpenaiProvider(stack, "openai")

here = DataOpenaiProjectRoles(stack, "here", project_id="proj_abc123", order="asc")
TerraformOutput(stack, "roles_here", value=here.role_ids)

app.synth()
