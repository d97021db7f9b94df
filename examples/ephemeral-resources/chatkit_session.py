from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiChatkitSession,
    EphemeralOpenaiChatkitSessionWorkflow,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-chatkit-session")
OpenaiProvider(stack, "openai")

# `session.client_secret` may go wherever nothing is stored: into write-only arguments, the
# configuration of providers, provisioners, and the arguments of other ephemeral resources.
session = EphemeralOpenaiChatkitSession(
    stack,
    "session",
    user="visitor-8",
    workflow=EphemeralOpenaiChatkitSessionWorkflow(id="wf_abc123"),
)

app.synth()
