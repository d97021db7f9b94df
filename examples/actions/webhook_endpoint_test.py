from cdktf import App, TerraformStack

from openai_cdktf import ActionOpenaiWebhookEndpointTest, OpenaiProvider, WebhookEndpoint, trigger

app = App()
stack = TerraformStack(app, "webhook-endpoint-test")
OpenaiProvider(stack, "openai")

batches = WebhookEndpoint(
    stack,
    "batches",
    name="batches",
    url="https://example.com/openai/batches",
    event_types=["batch.completed", "batch.failed"],
)
ping = ActionOpenaiWebhookEndpointTest(
    stack,
    "ping",
    webhook_endpoint_id=batches.id,
    event_type="batch.completed",
)

# Test the endpoint again whenever its URL or its events change.
trigger(batches, after="update", actions=[ping])

app.synth()
