from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    AgentEnvironment,
    AgentEnvironmentEnvironment,
    AgentEnvironmentEnvironmentPackages,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "agent-environment")
OpenaiProvider(stack, "openai")

warm = AgentEnvironment(
    stack,
    "warm",
    environment=AgentEnvironmentEnvironment(
        packages=AgentEnvironmentEnvironmentPackages(python=["pandas"])
    ),
)
TerraformOutput(stack, "environment_id", value=warm.id)

app.synth()
