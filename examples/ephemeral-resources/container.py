from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiContainer, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-container")
OpenaiProvider(stack, "openai")

# Terraform does not store `workshop.id`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
workshop = EphemeralOpenaiContainer(stack, "workshop", name="workshop", memory_limit="1g")

app.synth()
