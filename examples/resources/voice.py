from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    OpenaiProvider,
    Voice,
    VoiceAudioSample,
    VoiceConsent,
    VoiceConsentRecording,
)

# A silent recording. To use a file, write `VoiceAudioSample(source="sample.wav")`.
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA="

app = App()
stack = TerraformStack(app, "voice")
OpenaiProvider(stack, "openai")

consent = VoiceConsent(
    stack,
    "consent",
    name="Ada",
    language="en-US",
    recording=VoiceConsentRecording(content_base64=SILENCE, filename="consent.wav"),
)
ada = Voice(
    stack,
    "ada",
    name="Ada",
    audio_sample=VoiceAudioSample(content_base64=SILENCE, filename="sample.wav"),
    consent=consent.id,
)
TerraformOutput(stack, "voice_id", value=ada.id)

app.synth()
