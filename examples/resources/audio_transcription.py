from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import AudioTranscription, AudioTranscriptionFile, OpenaiProvider

# A file without sound. A path would be `AudioTranscriptionFile(source="call.wav")`.
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA="

app = App()
stack = TerraformStack(app, "audio-transcription")
OpenaiProvider(stack, "openai")

call = AudioTranscription(
    stack,
    "call",
    model="gpt-transcribe",
    file=AudioTranscriptionFile(content_base64=SILENCE, filename="call.wav"),
)
TerraformOutput(stack, "text", value=call.text)

app.synth()
