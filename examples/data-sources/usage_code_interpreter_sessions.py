from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageCodeInterpreterSessions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-code-interpreter-sessions")
OpenaiProvider(stack, "openai")

hour = DataOpenaiUsageCodeInterpreterSessions(
    stack,
    "hour",
    start_time="2026-11-01T09:00:00Z",
    end_time="2026-11-01T10:00:00Z",
    bucket_width="1m",
)
TerraformOutput(stack, "usage_code_interpreter_sessions", value=hour.buckets)

app.synth()
