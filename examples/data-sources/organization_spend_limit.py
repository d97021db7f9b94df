from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiOrganizationSpendLimit, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-organization-spend-limit")
OpenaiProvider(stack, "openai")

limit = DataOpenaiOrganizationSpendLimit(stack, "limit")
TerraformOutput(stack, "cents", value=limit.threshold_amount)

app.synth()
