from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectServiceTierSettings, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-project-service-tier-settings")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
tiers = DataOpenaiProjectServiceTierSettings(stack, "tiers", project_id=project.id)
TerraformOutput(stack, "default_tier", value=tiers.default)

app.synth()
