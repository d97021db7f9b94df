from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    ChatCompletion,
    DataOpenaiChatCompletionMessages,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "chat-completion-messages-data")
OpenaiProvider(stack, "openai")

haiku = ChatCompletion(
    stack,
    "haiku",
    model="gpt-6.1-terra",
    messages=[
        {"role": "developer", "content": "You write haiku."},
        {"role": "user", "content": "One about rain, please."},
    ],
    store=True,
)
found = DataOpenaiChatCompletionMessages(stack, "found", completion_id=haiku.id)
TerraformOutput(stack, "request", value=found.messages.get(1).content)

app.synth()
