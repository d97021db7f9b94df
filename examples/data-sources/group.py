from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroup, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-group")
OpenaiProvider(stack, "openai")

engineers = DataOpenaiGroup(stack, "engineers", name="Engineers")
TerraformOutput(stack, "is_managed_elsewhere", value=engineers.is_scim_managed)

app.synth()
