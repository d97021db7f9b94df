from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiRealtimeClientSecret,
    EphemeralOpenaiRealtimeClientSecretExpiresAfter,
    EphemeralOpenaiRealtimeClientSecretSession,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-realtime-client-secret")
OpenaiProvider(stack, "openai")

# `kiosk.value` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
kiosk = EphemeralOpenaiRealtimeClientSecret(
    stack,
    "kiosk",
    session=EphemeralOpenaiRealtimeClientSecretSession(
        type="realtime",
        model="gpt-realtime-2.1",
        instructions="You help visitors to find their way.",
    ),
    expires_after=EphemeralOpenaiRealtimeClientSecretExpiresAfter(seconds=60),
)

app.synth()
