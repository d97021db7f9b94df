from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiAudioTranscription,
    EphemeralOpenaiAudioTranscriptionFile,
    EphemeralOpenaiTextToSpeech,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-audio-transcription")
OpenaiProvider(stack, "openai")

greeting = EphemeralOpenaiTextToSpeech(
    stack,
    "greeting",
    model="gpt-4o-mini-tts",
    voice="marin",
    input="Thank you for calling.",
    response_format="wav",
)
# Terraform does not store `heard.text`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
heard = EphemeralOpenaiAudioTranscription(
    stack,
    "heard",
    model="gpt-transcribe",
    file=EphemeralOpenaiAudioTranscriptionFile(
        content_base64=greeting.content_base64, filename="greeting.wav"
    ),
)

app.synth()
