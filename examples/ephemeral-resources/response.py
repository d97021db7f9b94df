from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiResponse, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-response")
OpenaiProvider(stack, "openai")

# Terraform does not store `riddle.output_text`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
riddle = EphemeralOpenaiResponse(
    stack,
    "riddle",
    model="gpt-6.1-terra",
    input="Ask me a riddle.",
)

app.synth()
