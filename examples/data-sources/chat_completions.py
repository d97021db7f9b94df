from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import ChatCompletion, DataOpenaiChatCompletions, OpenaiProvider

app = App()
stack = TerraformStack(app, "chat-completions-data")
OpenaiProvider(stack, "openai")

haiku = ChatCompletion(
    stack,
    "haiku",
    model="gpt-6.1-terra",
    messages=[{"role": "user", "content": "A haiku about rain, please."}],
    store=True,
    metadata={"collection": "haiku"},
)
newest = DataOpenaiChatCompletions(
    stack,
    "newest",
    metadata={"collection": "haiku"},
    order="desc",
    limit=10,
    depends_on=[haiku],
)
TerraformOutput(stack, "haiku_so_far", value=newest.chat_completions)

app.synth()
