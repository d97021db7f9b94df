from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiRoles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-roles")
OpenaiProvider(stack, "openai")

predefined = DataOpenaiRoles(stack, "predefined", order="asc", limit=2)
TerraformOutput(stack, "predefined_roles", value=predefined.role_ids)

app.synth()
