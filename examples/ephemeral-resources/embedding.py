from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiEmbedding, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-embedding")
OpenaiProvider(stack, "openai")

# Terraform does not store `soup.embedding`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
soup = EphemeralOpenaiEmbedding(stack, "soup", model="text-embedding-3-small", input="Onion soup")

app.synth()
