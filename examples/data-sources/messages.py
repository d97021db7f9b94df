from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiMessages, Message, OpenaiProvider, Thread

app = App()
stack = TerraformStack(app, "data-messages")
OpenaiProvider(stack, "openai")

visit = Thread(stack, "visit")
question = Message(stack, "question", thread_id=visit.id, role="user", content="Anything hot?")
history = DataOpenaiMessages(stack, "history", thread_id=question.thread_id, order="asc")
TerraformOutput(stack, "said", value=history.messages)

app.synth()
