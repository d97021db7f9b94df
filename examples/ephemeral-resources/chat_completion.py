from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiChatCompletion,
    EphemeralOpenaiChatCompletionMessages,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-chat-completion")
OpenaiProvider(stack, "openai")

# `riddle.content` may go wherever nothing is stored: into write-only arguments, the configuration
# of providers, provisioners, and the arguments of other ephemeral resources.
riddle = EphemeralOpenaiChatCompletion(
    stack,
    "riddle",
    model="gpt-6.1-terra",
    messages=[EphemeralOpenaiChatCompletionMessages(role="user", content="Ask me a riddle.")],
)

app.synth()
