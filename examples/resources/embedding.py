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
    dimensions=256,
)
TerraformOutput(stack, "first", value=dishes.embedding)
TerraformOutput(stack, "tokens", value=dishes.usage.total_tokens)

app.synth()
