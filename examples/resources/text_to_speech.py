from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, TextToSpeech

app = App()
stack = TerraformStack(app, "text-to-speech")
OpenaiProvider(stack, "openai")

greeting = TextToSpeech(
    stack,
    "greeting",
    model="gpt-4o-mini-tts",
    voice="marin",
    input="Thank you for calling. We are with you in a moment.",
    instructions="Warm and unhurried.",
    response_format="wav",
    output_path="sounds/greeting.wav",
)
TerraformOutput(stack, "sha256", value=greeting.content_sha256)

app.synth()
