from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVoiceConsent,
    OpenaiProvider,
    VoiceConsent,
    VoiceConsentRecording,
)

# A silent recording. To use a file, write `VoiceConsentRecording(source="consent.wav")`.
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA="

app = App()
stack = TerraformStack(app, "data-voice-consent")
OpenaiProvider(stack, "openai")

consent = VoiceConsent(
    stack,
    "consent",
    name="Grace",
    language="en-US",
    recording=VoiceConsentRecording(content_base64=SILENCE, filename="consent.wav"),
)
found = DataOpenaiVoiceConsent(stack, "found", id=consent.id)
TerraformOutput(stack, "language", value=found.language)

app.synth()
