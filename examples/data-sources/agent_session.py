from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentSession, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-session")
OpenaiProvider(stack, "openai")

inquiry = DataOpenaiAgentSession(stack, "inquiry", id="session_abc123")
TerraformOutput(stack, "model", value=inquiry.effective_agent.model)

app.synth()
