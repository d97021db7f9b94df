from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageVectorStores, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-vector-stores")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageVectorStores(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", group_by=["project_id"]
)
TerraformOutput(stack, "usage_vector_stores", value=week.buckets)

app.synth()
