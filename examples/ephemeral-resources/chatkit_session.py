from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiChatkitSession,
    EphemeralOpenaiChatkitSessionWorkflow,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-chatkit-session")
OpenaiProvider(stack, "openai")

# Terraform does not store `session.client_secret`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
session = EphemeralOpenaiChatkitSession(
    stack,
    "session",
    user="visitor-8",
    workflow=EphemeralOpenaiChatkitSessionWorkflow(id="wf_abc123"),
)

app.synth()
