from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectModelPermissions

app = App()
stack = TerraformStack(app, "project-model-permissions")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectModelPermissions(
    stack,
    "models",
    project_id=project.id,
    mode="allow_list",
    model_ids=["gpt-6-luna", "gpt-6.1-terra"],
)

app.synth()
