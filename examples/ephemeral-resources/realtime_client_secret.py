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

# Terraform does not store `kiosk.value`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
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
