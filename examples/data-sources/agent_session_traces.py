from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSessionTraces, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-session-traces")
OpenaiProvider(stack, "openai")

latest = DataOpenaiAgentSessionTraces(stack, "latest", session_id="session_abc123", limit=5)
TerraformOutput(stack, "traces", value=latest.traces)

app.synth()
