from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiOrganizationSpendAlert, OpenaiProvider, OrganizationSpendAlert

app = App()
stack = TerraformStack(app, "data-organization-spend-alert")
OpenaiProvider(stack, "openai")

made = OrganizationSpendAlert(
    stack,
    "made",
    threshold_amount=700_000,
    notification_channel_recipients=["finance@example.com"],
)
alert = DataOpenaiOrganizationSpendAlert(stack, "alert", id=made.id)
TerraformOutput(stack, "cents", value=alert.threshold_amount)

app.synth()
