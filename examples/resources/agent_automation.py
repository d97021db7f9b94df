from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    Agent,
    AgentAutomation,
    AgentAutomationTarget,
    AgentAutomationTargetEnvironment,
    AgentAutomationTargetInput,
    AgentAutomationTargetInputContent,
    AgentTools,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "agent-automation")
OpenaiProvider(stack, "openai")

scout = Agent(stack, "scout", model="gpt-6.1-terra", tools=[AgentTools(type="web_search")])
briefing = AgentAutomation(
    stack,
    "briefing",
    name="Briefing",
    type="periodic",
    expression="0 7 * * 1-5",
    timezone="Europe/Berlin",
    target=AgentAutomationTarget(
        type="new_session",
        agent_id=scout.id,
        environment=AgentAutomationTargetEnvironment(type="none"),
        input=[
            AgentAutomationTargetInput(
                content=[
                    AgentAutomationTargetInputContent(
                        type="input_text", text="What happened in our market since yesterday?"
                    )
                ]
            )
        ],
    ),
)
TerraformOutput(stack, "status", value=briefing.status)

app.synth()
