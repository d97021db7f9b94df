from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageDecisions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-decisions")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageDecisions(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", models=["gpt-6-luna"]
)
TerraformOutput(stack, "usage_decisions", value=week.buckets)

app.synth()
