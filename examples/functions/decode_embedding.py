from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Embedding, OpenaiProvider

app = App()
stack = TerraformStack(app, "function-decode-embedding")
OpenaiProvider(stack, "openai")

soup = Embedding(
    stack,
    "soup",
    model="text-embedding-3-small",
    input="Onion soup",
    encoding_format="base64",
)
TerraformOutput(
    stack,
    "vector",
    value=f"${{provider::openai::decode_embedding({soup.fqn}.embedding_base64)}}",
)

app.synth()
