from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentEnvironmentTemplate, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-environment-template")
OpenaiProvider(stack, "openai")

shared = DataOpenaiAgentEnvironmentTemplate(stack, "shared", name="Shared tools")
TerraformOutput(stack, "packages", value=shared.packages.python)

app.synth()
