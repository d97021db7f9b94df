from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectServiceTierSettings

app = App()
stack = TerraformStack(app, "project-service-tier-settings")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
ProjectServiceTierSettings(
    stack, "tiers", project_id=project.id, default="standard", enabled_tiers=["flex"]
)

app.synth()
