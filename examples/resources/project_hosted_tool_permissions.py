from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectHostedToolPermissions

app = App()
stack = TerraformStack(app, "project-hosted-tool-permissions")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectHostedToolPermissions(
    stack, "tools", project_id=project.id, file_search_enabled=True, web_search_enabled=False
)

app.synth()
