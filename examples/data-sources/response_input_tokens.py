from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiResponseInputTokens, OpenaiProvider

app = App()
stack = TerraformStack(app, "response-input-tokens-data")
OpenaiProvider(stack, "openai")

prompt = DataOpenaiResponseInputTokens(
    stack,
    "prompt",
    model="gpt-6.1-terra",
    instructions="You answer questions about orders. Be brief.",
    input="Where is my order?",
)
TerraformOutput(stack, "tokens", value=prompt.input_tokens)

app.synth()
