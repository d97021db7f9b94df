from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiOrganizationSpendAlerts, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-organization-spend-alerts")
OpenaiProvider(stack, "openai")

alerts = DataOpenaiOrganizationSpendAlerts(stack, "alerts", order="asc", limit=1)
TerraformOutput(stack, "spend_alerts", value=alerts.spend_alerts)

app.synth()
