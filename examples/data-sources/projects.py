from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjects, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-projects")
OpenaiProvider(stack, "openai")

projects = DataOpenaiProjects(stack, "all", include_archived=True, limit=1)
TerraformOutput(stack, "projects", value=projects.projects)

app.synth()
