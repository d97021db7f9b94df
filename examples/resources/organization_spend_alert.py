from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, OrganizationSpendAlert

app = App()
stack = TerraformStack(app, "organization-spend-alert")
OpenaiProvider(stack, "openai")

OrganizationSpendAlert(
    stack,
    "alert",
    threshold_amount=800_000,
    notification_channel_recipients=["finance@example.com"],
)

app.synth()
