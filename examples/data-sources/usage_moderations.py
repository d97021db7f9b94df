from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageModerations, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-moderations")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageModerations(stack, "week", start_time="2026-11-01", end_time="2026-11-08")
TerraformOutput(stack, "usage_moderations", value=week.buckets)

app.synth()
