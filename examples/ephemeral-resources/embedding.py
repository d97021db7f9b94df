from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiEmbedding, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-embedding")
OpenaiProvider(stack, "openai")

# `soup.embedding` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
soup = EphemeralOpenaiEmbedding(stack, "soup", model="text-embedding-3-small", input="Onion soup")

app.synth()
