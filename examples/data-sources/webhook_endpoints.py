from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWebhookEndpoints, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-webhook-endpoints")
OpenaiProvider(stack, "openai")

every = DataOpenaiWebhookEndpoints(stack, "every", limit=100)
TerraformOutput(stack, "endpoints", value=every.endpoints)

app.synth()
