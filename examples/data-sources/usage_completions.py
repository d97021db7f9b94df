from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageCompletions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-completions")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageCompletions(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", group_by=["model"]
)
TerraformOutput(stack, "usage_completions", value=week.buckets)

app.synth()
