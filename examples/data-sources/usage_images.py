from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageImages, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-images")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageImages(
    stack,
    "week",
    start_time="2026-11-01",
    end_time="2026-11-08",
    sources=["image.edit"],
    group_by=["size"],
)
TerraformOutput(stack, "usage_images", value=week.buckets)

app.synth()
