from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiModel, OpenaiProvider

app = App()
stack = TerraformStack(app, "provider")

# The API key comes from the environment variable OPENAI_API_KEY.
OpenaiProvider(stack, "openai", max_retries=8, timeout="2m")

newest = DataOpenaiModel(stack, "newest", kind="gpt")
TerraformOutput(stack, "model_id", value=newest.id)

app.synth()
