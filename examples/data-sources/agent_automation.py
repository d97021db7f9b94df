from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentAutomation, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-automation")
OpenaiProvider(stack, "openai")

backup = DataOpenaiAgentAutomation(stack, "backup", name="Nightly check")
TerraformOutput(stack, "expression", value=backup.expression)

app.synth()
