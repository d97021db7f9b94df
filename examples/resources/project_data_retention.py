from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectDataRetention

app = App()
stack = TerraformStack(app, "project-data-retention")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectDataRetention(stack, "retention", project_id=project.id, type="zero_data_retention")

app.synth()
