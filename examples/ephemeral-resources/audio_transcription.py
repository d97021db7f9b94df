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
# `heard.text` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
heard = EphemeralOpenaiAudioTranscription(
    stack,
    "heard",
    model="gpt-transcribe",
    file=EphemeralOpenaiAudioTranscriptionFile(
        content_base64=greeting.content_base64, filename="greeting.wav"
    ),
)

app.synth()
