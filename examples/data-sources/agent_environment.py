from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAgentEnvironment, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent-environment")
OpenaiProvider(stack, "openai")

workshop = DataOpenaiAgentEnvironment(stack, "workshop", id="env_abc123")
TerraformOutput(stack, "skills", value=workshop.skills)

app.synth()
