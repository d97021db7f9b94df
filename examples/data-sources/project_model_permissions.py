from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectModelPermissions, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-model-permissions")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
models = DataOpenaiProjectModelPermissions(stack, "models", project_id=project.id)
TerraformOutput(stack, "mode", value=models.mode)

app.synth()
