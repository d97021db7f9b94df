from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSessionItems, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-session-items")
OpenaiProvider(stack, "openai")

said = DataOpenaiAgentSessionItems(
    stack, "said", session_id="session_abc123", order="asc", limit=20
)
TerraformOutput(stack, "items", value=said.items)

app.synth()
