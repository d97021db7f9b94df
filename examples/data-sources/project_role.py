from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-role")
OpenaiProvider(stack, "openai")

viewer = DataOpenaiProjectRole(
    stack, "viewer", project_id="proj_abc123", id="role-api-project-viewer"
)
TerraformOutput(stack, "what_viewers_may", value=viewer.permissions)

app.synth()
