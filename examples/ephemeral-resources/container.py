from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiContainer, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-container")
OpenaiProvider(stack, "openai")

# `workshop.id` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
workshop = EphemeralOpenaiContainer(stack, "workshop", name="workshop", memory_limit="1g")

app.synth()
