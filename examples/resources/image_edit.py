from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import ImageEdit, ImageEditImage, ImageGeneration, OpenaiProvider

app = App()
stack = TerraformStack(app, "image-edit")
OpenaiProvider(stack, "openai")

lighthouse = ImageGeneration(
    stack, "lighthouse", model="gpt-image-2", prompt="A lighthouse at dawn.", quality="low"
)
winter = ImageEdit(
    stack,
    "winter",
    model="gpt-image-2",
    # To use a file, write `ImageEditImage(source="lighthouse.png")`.
    image=[ImageEditImage(content_base64=lighthouse.images[0].b64_json)],
    prompt="The same in deep snow.",
    output_path="images/winter.png",
)
TerraformOutput(stack, "tokens", value=winter.usage.total_tokens)

app.synth()
