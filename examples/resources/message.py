from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Assistant, Message, OpenaiProvider, Thread

app = App()
stack = TerraformStack(app, "message")
OpenaiProvider(stack, "openai")

waiter = Assistant(stack, "waiter", model="gpt-6-luna", instructions="You are a waiter.")
visit = Thread(stack, "visit")
question = Message(
    stack,
    "question",
    thread_id=visit.id,
    role="user",
    content="What do you have for lunch?",
    assistant_id=waiter.id,
)
TerraformOutput(stack, "reply", value=question.reply)

app.synth()
