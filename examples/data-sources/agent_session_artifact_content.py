from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    AgentSession,
    AgentSessionAgent,
    AgentSessionEnvironment,
    DataOpenaiAgentSessionArtifactContent,
    DataOpenaiAgentSessionArtifacts,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-agent-session-artifact-content")
OpenaiProvider(stack, "openai")

report = AgentSession(
    stack,
    "report",
    agent=AgentSessionAgent(model="gpt-6.1-terra"),
    environment=AgentSessionEnvironment(type="openai_hosted"),
    input="Write a report on the price of apples into a file.",
)
files = DataOpenaiAgentSessionArtifacts(stack, "files", session_id=report.id, limit=1)
content = DataOpenaiAgentSessionArtifactContent(
    stack,
    "content",
    session_id=report.id,
    artifact_id=files.artifacts[0].id,
    max_bytes=65536,
)
TerraformOutput(stack, "text", value=content.content)

app.synth()
