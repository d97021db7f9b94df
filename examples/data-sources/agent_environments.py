from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentEnvironments, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-environments")
OpenaiProvider(stack, "openai")

newest = DataOpenaiAgentEnvironments(stack, "newest", order="desc", limit=5)
TerraformOutput(stack, "environments", value=newest.environments)

app.synth()
