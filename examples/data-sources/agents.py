from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgents, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agents")
OpenaiProvider(stack, "openai")

oldest = DataOpenaiAgents(stack, "oldest", order="asc", limit=10)
TerraformOutput(stack, "agents", value=oldest.agents)

app.synth()
