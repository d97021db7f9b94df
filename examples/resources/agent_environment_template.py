from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    AgentEnvironmentTemplate,
    AgentEnvironmentTemplateFiles,
    AgentEnvironmentTemplateNetwork,
    AgentEnvironmentTemplatePackages,
    AgentEnvironmentTemplateSetupCommands,
    File,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "agent-environment-template")
OpenaiProvider(stack, "openai")

prices = File(
    stack, "prices", content="apple,1\npear,2\n", filename="prices.csv", purpose="user_data"
)
analysis = AgentEnvironmentTemplate(
    stack,
    "analysis",
    name="Analysis",
    packages=AgentEnvironmentTemplatePackages(python=["pandas"], system=["git"]),
    files=[
        AgentEnvironmentTemplateFiles(
            type="file_id", file_id=prices.id, path="/workspace/prices.csv"
        ),
    ],
    setup_commands=[AgentEnvironmentTemplateSetupCommands(command="git init")],
    env={"LEVEL": "info"},
    network=AgentEnvironmentTemplateNetwork(access="restricted", allowed_domains=["pypi.org"]),
)
TerraformOutput(stack, "template_id", value=analysis.id)

app.synth()
