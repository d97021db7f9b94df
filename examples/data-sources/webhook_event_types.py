from cdktf import App, TerraformStack

from openai_cdktf import DataOpenaiWebhookEventTypes, OpenaiProvider, WebhookEndpoint

app = App()
stack = TerraformStack(app, "data-webhook-event-types")
OpenaiProvider(stack, "openai")

of_responses = DataOpenaiWebhookEventTypes(stack, "of_responses", prefix="response.")
WebhookEndpoint(
    stack,
    "responses",
    name="responses",
    url="https://example.com/openai/responses",
    event_types=of_responses.event_types,
)

app.synth()
