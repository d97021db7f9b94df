from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, WebhookEndpoint

app = App()
stack = TerraformStack(app, "webhook-endpoint")
OpenaiProvider(stack, "openai")

# The state does not contain its signing secret. Use an `EphemeralOpenaiWebhookEndpoint` to pass it to a secret store.
batches = WebhookEndpoint(
    stack,
    "batches",
    name="batches",
    url="https://example.com/openai/batches",
    event_types=["batch.completed", "batch.failed", "batch.expired"],
    rotate_when={"quarter": "2026-Q4"},
    keep_old_secret_active_for_24_hours=True,
)
TerraformOutput(stack, "secret_in_use", value=batches.signing_secret_hint)

app.synth()
