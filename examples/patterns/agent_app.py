from cdktf import App, TerraformOutput, TerraformStack, TerraformVariable

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import AgentApp, McpServer, Schedule, Workspace

app = App()
stack = TerraformStack(app, "agent-app")
OpenaiProvider(stack, "openai")

token = TerraformVariable(stack, "orders_token", type="string")  # from TF_VAR_orders_token
token.add_override("ephemeral", True)  # so that plans do not contain it

briefing = AgentApp(
    stack,
    "briefing",
    model="gpt-6.1-terra",
    instructions="You summarize open orders in five sentences.",
    mcp_servers={
        "orders": McpServer(url="https://mcp.example.com", token=token.string_value),
    },
    workspace=Workspace(python=["pandas"], allowed_domains=["pypi.org"]),
    schedules={
        "morning": Schedule(
            task="Which orders are open?", cron="0 7 * * 1-5", timezone="Europe/Berlin"
        )
    },
    webhook_url="https://example.com/openai",
)
TerraformOutput(stack, "agent_id", value=briefing.agent.id)

app.synth()
