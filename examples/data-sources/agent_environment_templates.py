from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentEnvironmentTemplates, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-environment-templates")
OpenaiProvider(stack, "openai")

newest = DataOpenaiAgentEnvironmentTemplates(stack, "newest", order="desc", limit=5)
TerraformOutput(stack, "templates", value=newest.templates)

app.synth()
