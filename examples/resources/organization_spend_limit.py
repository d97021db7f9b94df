from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, OrganizationSpendLimit

app = App()
stack = TerraformStack(app, "organization-spend-limit")
OpenaiProvider(stack, "openai")

OrganizationSpendLimit(stack, "limit", threshold_amount=1_000_000)

app.synth()
