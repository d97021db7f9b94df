from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiImageGeneration, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-image-generation")
OpenaiProvider(stack, "openai")

# Terraform does not store `poster.images`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
poster = EphemeralOpenaiImageGeneration(
    stack, "poster", model="gpt-image-2", prompt="A lighthouse at dawn.", quality="low"
)

app.synth()
