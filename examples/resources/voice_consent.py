from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, VoiceConsent, VoiceConsentRecording

# A silent recording. To use a file, write `VoiceConsentRecording(source="consent.wav")`.
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA="

app = App()
stack = TerraformStack(app, "voice-consent")
OpenaiProvider(stack, "openai")

consent = VoiceConsent(
    stack,
    "consent",
    name="Ada",
    language="en-US",
    recording=VoiceConsentRecording(content_base64=SILENCE, filename="consent.wav"),
)
TerraformOutput(stack, "consent_id", value=consent.id)

app.synth()
