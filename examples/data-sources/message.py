from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiMessage, Message, OpenaiProvider, Thread

app = App()
stack = TerraformStack(app, "data-message")
OpenaiProvider(stack, "openai")

visit = Thread(stack, "visit")
question = Message(stack, "question", thread_id=visit.id, role="user", content="Anything hot?")
found = DataOpenaiMessage(
    stack, "found", thread_id=visit.id, id=question.id
)  # the ids of any thread and message
TerraformOutput(stack, "text", value=found.text)

app.synth()
