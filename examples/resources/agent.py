from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    Agent,
    AgentReasoning,
    AgentTools,
    AgentToolsTransport,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "agent")
OpenaiProvider(stack, "openai")

support = Agent(
    stack,
    "support",
    name="Support",
    model="gpt-6.1-terra",
    instructions="You answer questions about orders. Be brief.",
    reasoning=AgentReasoning(effort="low"),
    tools=[
        AgentTools(type="web_search", allowed_domains=["example.com"]),
        AgentTools(
            type="mcp",
            server_label="orders",
            transport=AgentToolsTransport(type="http", server_url="https://mcp.example.com"),
            allowed_tools=["find_order"],
        ),
        AgentTools(
            type="function",
            name="call_a_colleague",
            description="Asks a person to take over.",
            parameters={
                "type": "object",
                "properties": {"reason": {"type": "string"}},
                "required": ["reason"],
            },
        ),
    ],
)
TerraformOutput(stack, "agent_id", value=support.id)

app.synth()
