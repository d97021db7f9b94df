from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiAudioTranscription,
    DataOpenaiAudioTranscriptionFile,
    OpenaiProvider,
)

# A silent recording. To use a file, write `DataOpenaiAudioTranscriptionFile(source="call.wav")`.
SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA="

app = App()
stack = TerraformStack(app, "data-audio-transcription")
OpenaiProvider(stack, "openai")

call = DataOpenaiAudioTranscription(
    stack,
    "call",
    model="gpt-transcribe",
    file=DataOpenaiAudioTranscriptionFile(content_base64=SILENCE, filename="call.wav"),
    language="en",
)
TerraformOutput(stack, "text", value=call.text)

app.synth()
