from cdktf import App, Fn, TerraformOutput, TerraformStack

from openai_cdktf import (
    AgentEnvironment,
    AgentEnvironmentEnvironment,
    AgentEnvironmentEnvironmentFiles,
    DataOpenaiAgentEnvironmentFiles,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-agent-environment-files")
OpenaiProvider(stack, "openai")

workshop = AgentEnvironment(
    stack,
    "workshop",
    environment=AgentEnvironmentEnvironment(
        files=[
            AgentEnvironmentEnvironmentFiles(
                type="inline", path="/workspace/notes/todo.md", data=Fn.base64encode("Sweep.\n")
            )
        ]
    ),
)
notes = DataOpenaiAgentEnvironmentFiles(
    stack, "notes", environment_id=workshop.id, path="/workspace/notes", order="asc"
)
TerraformOutput(stack, "files", value=notes.files)

app.synth()
