from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiTextToSpeech, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-text-to-speech")
OpenaiProvider(stack, "openai")

# Terraform does not store `greeting.content_base64`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
greeting = EphemeralOpenaiTextToSpeech(
    stack, "greeting", model="gpt-4o-mini-tts", voice="marin", input="Thank you for calling."
)

app.synth()
