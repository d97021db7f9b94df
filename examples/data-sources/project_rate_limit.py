from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectRateLimit, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-rate-limit")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
chat = DataOpenaiProjectRateLimit(stack, "chat", project_id=project.id, model="gpt-6-luna")
TerraformOutput(stack, "requests", value=chat.max_requests_per_1_minute)

app.synth()
