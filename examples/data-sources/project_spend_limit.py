from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectSpendLimit, OpenaiProvider, Project, ProjectSpendLimit

app = App()
stack = TerraformStack(app, "data-project-spend-limit")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
made = ProjectSpendLimit(stack, "made", project_id=project.id, threshold_amount=50_000)
limit = DataOpenaiProjectSpendLimit(stack, "limit", project_id=made.id)
TerraformOutput(stack, "cents", value=limit.threshold_amount)

app.synth()
