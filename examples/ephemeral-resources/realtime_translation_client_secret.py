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

# `interpreter.value` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
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
