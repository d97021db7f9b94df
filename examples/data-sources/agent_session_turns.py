from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSessionTurns, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-session-turns")
OpenaiProvider(stack, "openai")

latest = DataOpenaiAgentSessionTurns(stack, "latest", session_id="session_abc123", limit=1)
TerraformOutput(stack, "status", value=latest.turns[0].status)

app.synth()
