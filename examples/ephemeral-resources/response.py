from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiResponse, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-response")
OpenaiProvider(stack, "openai")

# `riddle.output_text` may go wherever nothing is stored: into write-only arguments, the
# configuration of providers, provisioners, and the arguments of other ephemeral resources.
riddle = EphemeralOpenaiResponse(
    stack,
    "riddle",
    model="gpt-6.1-terra",
    input="Ask me a riddle.",
)

app.synth()
