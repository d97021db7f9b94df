from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiModel, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-model")
OpenaiProvider(stack, "openai")

newest = DataOpenaiModel(stack, "newest", kind="gpt", owner="openai")
TerraformOutput(stack, "model_id", value=newest.id)

app.synth()
