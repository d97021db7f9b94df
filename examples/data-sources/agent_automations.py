from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentAutomations, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-automations")
OpenaiProvider(stack, "openai")

oldest = DataOpenaiAgentAutomations(stack, "oldest", order="asc", limit=10)
TerraformOutput(stack, "automations", value=oldest.automations)

app.synth()
