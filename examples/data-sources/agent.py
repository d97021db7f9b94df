from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Agent, DataOpenaiAgent, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-agent")
OpenaiProvider(stack, "openai")

concierge = Agent(stack, "concierge", name="Concierge", model="gpt-6.1-terra")
found = DataOpenaiAgent(stack, "found", name=concierge.name)
TerraformOutput(stack, "effort", value=found.reasoning.effort)

app.synth()
