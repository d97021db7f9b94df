from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectSpendAlert, OpenaiProvider, Project, ProjectSpendAlert

app = App()
stack = TerraformStack(app, "data-project-spend-alert")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
made = ProjectSpendAlert(
    stack,
    "made",
    project_id=project.id,
    threshold_amount=40_000,
    notification_channel_recipients=["finance@example.com"],
)
alert = DataOpenaiProjectSpendAlert(stack, "alert", project_id=project.id, id=made.id)
TerraformOutput(stack, "cents", value=alert.threshold_amount)

app.synth()
