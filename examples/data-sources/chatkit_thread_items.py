from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiChatkitThreadItems, DataOpenaiChatkitThreads, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-chatkit-thread-items")
OpenaiProvider(stack, "openai")

visits = DataOpenaiChatkitThreads(stack, "visits", user="visitor-7", limit=1)
said = DataOpenaiChatkitThreadItems(
    stack, "said", thread_id=visits.threads[0].id, order="asc", limit=20
)
TerraformOutput(stack, "items", value=said.items)

app.synth()
