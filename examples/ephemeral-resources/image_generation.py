from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiImageGeneration, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-image-generation")
OpenaiProvider(stack, "openai")

# `poster.images` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
poster = EphemeralOpenaiImageGeneration(
    stack, "poster", model="gpt-image-2", prompt="A lighthouse at dawn.", quality="low"
)

app.synth()
