from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectSpendAlert

app = App()
stack = TerraformStack(app, "project-spend-alert")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectSpendAlert(
    stack,
    "alert",
    project_id=project.id,
    threshold_amount=40_000,
    notification_channel_recipients=["finance@example.com"],
)

app.synth()
