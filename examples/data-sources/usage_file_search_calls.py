from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageFileSearchCalls, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-file-search-calls")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageFileSearchCalls(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", group_by=["vector_store_id"]
)
TerraformOutput(stack, "usage_file_search_calls", value=week.buckets)

app.synth()
