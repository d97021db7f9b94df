from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, Response

app = App()
stack = TerraformStack(app, "azure")

# The endpoint and the key come from AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY.
OpenaiProvider(stack, "openai", azure={"deployments": {"gpt-6-luna": "our-luna"}})

slogan = Response(
    stack,
    "slogan",
    model="gpt-6-luna",
    input="Write a slogan for a bakery.",
)
TerraformOutput(stack, "text", value=slogan.output_text)

app.synth()
