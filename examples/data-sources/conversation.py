from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Conversation, DataOpenaiConversation, OpenaiProvider

app = App()
stack = TerraformStack(app, "conversation-data")
OpenaiProvider(stack, "openai")

support = Conversation(stack, "support", metadata={"team": "support"})
found = DataOpenaiConversation(stack, "found", id=support.id)
TerraformOutput(stack, "created_at", value=found.created_at)

app.synth()
