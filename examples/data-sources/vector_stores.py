from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVectorStores, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-vector-stores")
OpenaiProvider(stack, "openai")

newest = DataOpenaiVectorStores(stack, "newest", order="desc", limit=1)
TerraformOutput(stack, "vector_stores", value=newest.vector_stores)

app.synth()
