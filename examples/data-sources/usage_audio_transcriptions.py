from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUsageAudioTranscriptions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-usage-audio-transcriptions")
OpenaiProvider(stack, "openai")

week = DataOpenaiUsageAudioTranscriptions(
    stack, "week", start_time="2026-11-01", end_time="2026-11-08", models=["gpt-transcribe"]
)
TerraformOutput(stack, "usage_audio_transcriptions", value=week.buckets)

app.synth()
