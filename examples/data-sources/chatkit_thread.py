from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiChatkitThread, DataOpenaiChatkitThreads, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-chatkit-thread")
OpenaiProvider(stack, "openai")

visits = DataOpenaiChatkitThreads(stack, "visits", user="visitor-7", limit=1)
latest = DataOpenaiChatkitThread(stack, "latest", id=visits.threads[0].id)
TerraformOutput(stack, "title", value=latest.title)

app.synth()
