from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    Agent,
    AgentSession,
    AgentSessionEnvironment,
    DataOpenaiAgentSessionItems,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "agent-session")
OpenaiProvider(stack, "openai")

poet = Agent(stack, "poet", model="gpt-6.1-terra", instructions="You answer in verse.")
evening = AgentSession(
    stack,
    "evening",
    agent_id=poet.id,
    environment=AgentSessionEnvironment(type="none"),
    input="How was your day?",
)
said = DataOpenaiAgentSessionItems(stack, "said", session_id=evening.id, order="asc")
TerraformOutput(stack, "items", value=said.items)

app.synth()
