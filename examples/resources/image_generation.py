from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import ImageGeneration, OpenaiProvider

app = App()
stack = TerraformStack(app, "image-generation")
OpenaiProvider(stack, "openai")

poster = ImageGeneration(
    stack,
    "poster",
    model="gpt-image-2",
    prompt="A poster of a lighthouse at dawn, in three colours.",
    size="1024x1536",
    quality="low",
    output_path="images/poster.png",
)
TerraformOutput(stack, "sha256", value=poster.images[0].sha256)

app.synth()
