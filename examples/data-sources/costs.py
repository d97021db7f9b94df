from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiCosts, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-costs")
OpenaiProvider(stack, "openai")

october = DataOpenaiCosts(
    stack, "october", start_time="2026-10-01", end_time="2026-11-01", group_by=["line_item"]
)
days = f"flatten([for day in {october.fqn}.buckets : day.results[*].amount.value])"
TerraformOutput(stack, "total", value=f"${{sum(concat([0], {days}))}}")

app.synth()
