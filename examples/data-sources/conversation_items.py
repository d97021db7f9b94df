from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Conversation, DataOpenaiConversationItems, OpenaiProvider

app = App()
stack = TerraformStack(app, "conversation-items-data")
OpenaiProvider(stack, "openai")

support = Conversation(
    stack,
    "support",
    items=[{"role": "user", "content": "Where is my order?"}],
)
history = DataOpenaiConversationItems(
    stack,
    "history",
    conversation_id=support.id,
    order="asc",
    limit=10,
)
TerraformOutput(stack, "said", value=history.items)

app.synth()
