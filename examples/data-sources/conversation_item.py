from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    Conversation,
    ConversationItem,
    DataOpenaiConversationItem,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "conversation-item-data")
OpenaiProvider(stack, "openai")

support = Conversation(stack, "support")
question = ConversationItem(
    stack,
    "question",
    conversation_id=support.id,
    role="user",
    content="Where is my order?",
)
found = DataOpenaiConversationItem(
    stack,
    "found",
    conversation_id=support.id,
    item_id=question.item_id,
)
TerraformOutput(stack, "text", value=found.text)

app.synth()
