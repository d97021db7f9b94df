from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectSpendAlerts, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-spend-alerts")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
alerts = DataOpenaiProjectSpendAlerts(stack, "alerts", project_id=project.id)
TerraformOutput(stack, "spend_alerts", value=alerts.spend_alerts)

app.synth()
