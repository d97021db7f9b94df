from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageEmbeddings, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-embeddings")
OpenaiProvider(stack, "openai")

day = DataOpenaiUsageEmbeddings(
    stack, "day", start_time="2026-11-01", end_time="2026-11-02", bucket_width="1h"
)
TerraformOutput(stack, "usage_embeddings", value=day.buckets)

app.synth()
