from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Embedding, OpenaiProvider

app = App()
stack = TerraformStack(app, "embedding")
OpenaiProvider(stack, "openai")

dishes = Embedding(
    stack,
    "dishes",
    model="text-embedding-3-small",
    input=["Onion soup", "Apple pie"],
    encoding_format="base64",
)
TerraformOutput(stack, "first", value=dishes.embeddings_base64[0])
TerraformOutput(stack, "tokens", value=dishes.usage.total_tokens)

app.synth()
