from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Conversation, OpenaiProvider

app = App()
stack = TerraformStack(app, "conversation")
OpenaiProvider(stack, "openai")

support = Conversation(
    stack,
    "support",
    items=[
        {"role": "developer", "content": "You answer questions about orders. Be brief."},
        {"role": "user", "content": "Where is my order?"},
    ],
    metadata={"team": "support"},
)
TerraformOutput(stack, "conversation_id", value=support.id)

app.synth()
