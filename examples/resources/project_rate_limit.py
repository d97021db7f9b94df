from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectRateLimit

app = App()
stack = TerraformStack(app, "project-rate-limit")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectRateLimit(
    stack, "chat", project_id=project.id, model="gpt-6-luna", max_requests_per_1_minute=50
)

app.synth()
