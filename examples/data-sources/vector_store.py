from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVectorStore, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-vector-store")
OpenaiProvider(stack, "openai")

library = DataOpenaiVectorStore(stack, "library", name="library")
TerraformOutput(stack, "vector_store_id", value=library.id)

app.synth()
