from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageWebSearchCalls, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-web-search-calls")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageWebSearchCalls(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", context_levels=["high"]
)
TerraformOutput(stack, "usage_web_search_calls", value=week.buckets)

app.synth()
