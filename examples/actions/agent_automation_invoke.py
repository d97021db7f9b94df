from cdktf import App, TerraformStack

from openai_cdktf import ActionOpenaiAgentAutomationInvoke, AgentAutomation, OpenaiProvider, trigger

app = App()
stack = TerraformStack(app, "agent-automation-invoke")
OpenaiProvider(stack, "openai")

nightly = AgentAutomation(
    stack,
    "nightly",
    name="Nightly check",
    type="periodic",
    expression="0 2 * * *",
    timezone="Europe/Berlin",
    target={
        "type": "new_session",
        "environment": {"type": "none"},
        "input": [{"content": [{"type": "input_text", "text": "Is all well?"}]}],
        "agent": {"model": "gpt-6.1-terra"},
    },
)
now = ActionOpenaiAgentAutomationInvoke(stack, "now", automation_id=nightly.id)

# Try it at once, and not only at two in the morning.
trigger(nightly, after=["create", "update"], actions=[now])

app.synth()
