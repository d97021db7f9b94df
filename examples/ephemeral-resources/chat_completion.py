from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiChatCompletion,
    EphemeralOpenaiChatCompletionMessages,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "ephemeral-chat-completion")
OpenaiProvider(stack, "openai")

# Terraform does not store `riddle.content`. You can use it in write-only arguments, in the configuration of
# providers, in provisioners, and in arguments of other ephemeral resources.
riddle = EphemeralOpenaiChatCompletion(
    stack,
    "riddle",
    model="gpt-6.1-terra",
    messages=[EphemeralOpenaiChatCompletionMessages(role="user", content="Ask me a riddle.")],
)

app.synth()
