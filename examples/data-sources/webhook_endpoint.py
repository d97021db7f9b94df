from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiWebhookEndpoint, OpenaiProvider, WebhookEndpoint

app = App()
stack = TerraformStack(app, "data-webhook-endpoint")
OpenaiProvider(stack, "openai")

calls = WebhookEndpoint(
    stack,
    "calls",
    name="calls",
    url="https://example.com/openai/calls",
    event_types=["realtime.call.incoming"],
)
# To find an existing endpoint by its name, write `name="calls"`.
found = DataOpenaiWebhookEndpoint(stack, "found", id=calls.id)
TerraformOutput(stack, "url", value=found.url)

app.synth()
