from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import ChatCompletion, ChatCompletionMessages, OpenaiProvider

app = App()
stack = TerraformStack(app, "chat-completion")
OpenaiProvider(stack, "openai")

slogan = ChatCompletion(
    stack,
    "slogan",
    model="gpt-6.1-terra",
    messages=[
        ChatCompletionMessages(role="developer", content="You write slogans of five words."),
        ChatCompletionMessages(role="user", content="One for a bakery, please."),
    ],
    triggers={"season": "autumn"},
)
TerraformOutput(stack, "text", value=slogan.content)

app.synth()
