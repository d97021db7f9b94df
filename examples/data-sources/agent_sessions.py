from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSessions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-sessions")
OpenaiProvider(stack, "openai")

support = DataOpenaiAgentSessions(stack, "support", metadata={"team": "support"}, limit=10)
TerraformOutput(stack, "sessions", value=support.sessions)

app.synth()
