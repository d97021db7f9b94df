from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSessionArtifacts, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-session-artifacts")
OpenaiProvider(stack, "openai")

made = DataOpenaiAgentSessionArtifacts(stack, "made", session_id="session_abc123", order="asc")
TerraformOutput(stack, "artifacts", value=made.artifacts)

app.synth()
