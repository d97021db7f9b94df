from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-role")
OpenaiProvider(stack, "openai")

reader = DataOpenaiRole(stack, "reader", role_name="Reader")
TerraformOutput(stack, "what_readers_may", value=reader.permissions)

app.synth()
