from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectDataRetention, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-data-retention")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
retention = DataOpenaiProjectDataRetention(stack, "retention", project_id=project.id)
TerraformOutput(stack, "type", value=retention.type)

app.synth()
