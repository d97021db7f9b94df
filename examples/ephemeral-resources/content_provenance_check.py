from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiContentProvenanceCheck, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-content-provenance-check")
OpenaiProvider(stack, "openai")

# To use a file, write `{"source": "logo.png"}`.
EphemeralOpenaiContentProvenanceCheck(stack, "logo", file={"content_base64": "iVBORw0KGgo="})

app.synth()
