from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiImageEdit,
    EphemeralOpenaiImageEditImage,
    EphemeralOpenaiImageGeneration,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-image-edit")
OpenaiProvider(stack, "openai")

lighthouse = EphemeralOpenaiImageGeneration(
    stack, "lighthouse", model="gpt-image-2", prompt="A lighthouse at dawn.", quality="low"
)
# Terraform does not store `winter.images`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
winter = EphemeralOpenaiImageEdit(
    stack,
    "winter",
    model="gpt-image-2",
    image=[EphemeralOpenaiImageEditImage(content_base64=lighthouse.images[0].b64_json)],
    prompt="The same in deep snow.",
)

app.synth()
