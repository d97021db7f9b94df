from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageAudioSpeeches, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-audio-speeches")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageAudioSpeeches(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", group_by=["project_id"]
)
TerraformOutput(stack, "usage_audio_speeches", value=week.buckets)

app.synth()
