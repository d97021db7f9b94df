from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiThread, OpenaiProvider, Thread

app = App()
stack = TerraformStack(app, "data-thread")
OpenaiProvider(stack, "openai")

visit = Thread(stack, "visit", metadata={"Table": "7"})
found = DataOpenaiThread(stack, "found", id=visit.id)  # the id of any thread
TerraformOutput(stack, "created_at", value=found.created_at)

app.synth()
