from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiModeration, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-moderation")
OpenaiProvider(stack, "openai")

EphemeralOpenaiModeration(
    stack,
    "banner",
    model="omni-moderation-latest",
    input=[
        {"type": "text", "text": "Our summer sale."},
        {"type": "image_url", "image_url": {"url": "https://example.com/banner.png"}},
    ],
)

app.synth()
