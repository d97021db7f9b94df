from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiEmbedding, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-embedding")
OpenaiProvider(stack, "openai")

soup = DataOpenaiEmbedding(
    stack, "soup", model="text-embedding-3-small", input="Onion soup", dimensions=256
)
TerraformOutput(stack, "vector", value=soup.embedding)

app.synth()
