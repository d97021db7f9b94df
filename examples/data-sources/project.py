from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProject, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project")
OpenaiProvider(stack, "openai")

made = Project(stack, "made", name="Research")
research = DataOpenaiProject(stack, "research", id=made.id)
TerraformOutput(stack, "status", value=research.status)

app.synth()
