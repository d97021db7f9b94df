from cdktf import App, TerraformStack

from openai_cdktf import ActionOpenaiAgentAutomationInvoke, AgentAutomation, OpenaiProvider, trigger

app = App()
stack = TerraformStack(app, "agent-automation-invoke")
OpenaiProvider(stack, "openai")

morning = AgentAutomation(
    stack,
    "morning",
    name="Morning report",
    type="periodic",
    expression="0 7 * * *",
    timezone="Europe/Berlin",
    target={
        "type": "new_session",
        "environment": {"type": "none"},
        "input": [{"content": [{"type": "input_text", "text": "What happened overnight?"}]}],
        "agent": {"model": "gpt-6.1-terra"},
    },
)
now = ActionOpenaiAgentAutomationInvoke(stack, "now", automation_id=morning.id)

# Invoke it now, too, not only at seven in the morning.
trigger(morning, after=["create", "update"], actions=[now])

app.synth()
