from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import ActionOpenaiAgentAutomationPause, OpenaiProvider

app = App()
stack = TerraformStack(app, "agent-automation-pause")
OpenaiProvider(stack, "openai")

automation = TerraformVariable(
    stack, "automation", type="string", description="The id of the automation."
)
ActionOpenaiAgentAutomationPause(stack, "pause", automation_id=automation.string_value)

app.synth()
