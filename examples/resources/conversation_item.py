from cdktf import App, TerraformStack

from openai_cdktf import Conversation, ConversationItem, OpenaiProvider

app = App()
stack = TerraformStack(app, "conversation-item")
OpenaiProvider(stack, "openai")

support = Conversation(stack, "support", metadata={"team": "support"})
ConversationItem(
    stack,
    "rule",
    conversation_id=support.id,
    role="developer",
    content="You answer questions about orders. Be brief.",
)

app.synth()
