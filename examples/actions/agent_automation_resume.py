from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import ActionOpenaiAgentAutomationResume, OpenaiProvider

app = App()
stack = TerraformStack(app, "agent-automation-resume")
OpenaiProvider(stack, "openai")

automation = TerraformVariable(
    stack, "automation", type="string", description="The id of the automation."
)
ActionOpenaiAgentAutomationResume(stack, "resume", automation_id=automation.string_value)

app.synth()
