from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectGroupRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-group-role")
OpenaiProvider(stack, "openai")

engineers = DataOpenaiProjectGroupRole(
    stack, "engineers", project_id="proj_abc123", group_id="group_abc123", name="viewer"
)
TerraformOutput(stack, "what_engineers_may", value=engineers.permissions)

app.synth()
