from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiChatCompletion,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-chat-completion")
OpenaiProvider(stack, "openai")

greeting = DataOpenaiChatCompletion(
    stack,
    "greeting",
    model="gpt-6.1-terra",
    messages=[{"role": "user", "content": "Say hello in Welsh."}],
    max_completion_tokens=50,
)
TerraformOutput(stack, "text", value=greeting.content)

app.synth()
