from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiRealtimeTranslationClientSecret,
    EphemeralOpenaiRealtimeTranslationClientSecretSession,
    EphemeralOpenaiRealtimeTranslationClientSecretSessionAudio,
    EphemeralOpenaiRealtimeTranslationClientSecretSessionAudioOutput,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-realtime-translation-client-secret")
OpenaiProvider(stack, "openai")

# Terraform does not store `interpreter.value`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
interpreter = EphemeralOpenaiRealtimeTranslationClientSecret(
    stack,
    "interpreter",
    session=EphemeralOpenaiRealtimeTranslationClientSecretSession(
        model="gpt-realtime-translate",
        audio=EphemeralOpenaiRealtimeTranslationClientSecretSessionAudio(
            output=EphemeralOpenaiRealtimeTranslationClientSecretSessionAudioOutput(language="es")
        ),
    ),
)

app.synth()
