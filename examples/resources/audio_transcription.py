from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import AudioTranscription, AudioTranscriptionFile, OpenaiProvider

# A silent recording. To use a file, write `AudioTranscriptionFile(source="call.wav")`.
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
