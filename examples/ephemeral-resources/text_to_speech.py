from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiTextToSpeech, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-text-to-speech")
OpenaiProvider(stack, "openai")

# `greeting.content_base64` may go wherever nothing is stored: into write-only arguments, the
# configuration of providers, provisioners, and the arguments of other ephemeral resources.
greeting = EphemeralOpenaiTextToSpeech(
    stack, "greeting", model="gpt-4o-mini-tts", voice="marin", input="Thank you for calling."
)

app.synth()
