from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectSpendLimit

app = App()
stack = TerraformStack(app, "project-spend-limit")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectSpendLimit(stack, "limit", project_id=project.id, threshold_amount=50_000)

app.synth()
