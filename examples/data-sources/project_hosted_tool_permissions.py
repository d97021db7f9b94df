from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectHostedToolPermissions, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-hosted-tool-permissions")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
tools = DataOpenaiProjectHostedToolPermissions(stack, "tools", project_id=project.id)
TerraformOutput(stack, "web_search", value=tools.web_search_enabled)

app.synth()
