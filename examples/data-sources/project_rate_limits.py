from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectRateLimits, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-rate-limits")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
limits = DataOpenaiProjectRateLimits(stack, "limits", project_id=project.id)
TerraformOutput(stack, "rate_limits", value=limits.rate_limits)

app.synth()
