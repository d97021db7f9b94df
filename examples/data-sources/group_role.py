from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroupRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-group-role")
OpenaiProvider(stack, "openai")

readers = DataOpenaiGroupRole(stack, "readers", group_id="group_abc123", name="Reader")
TerraformOutput(stack, "what_they_may", value=readers.permissions)

app.synth()
