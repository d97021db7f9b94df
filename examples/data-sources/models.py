from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiModels, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-models")
OpenaiProvider(stack, "openai")

embeddings = DataOpenaiModels(stack, "embeddings", kind="embedding")
TerraformOutput(stack, "model_ids", value=embeddings.ids)

app.synth()
