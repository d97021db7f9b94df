from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiChatkitThreads, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-chatkit-threads")
OpenaiProvider(stack, "openai")

visits = DataOpenaiChatkitThreads(stack, "visits", user="visitor-7", order="asc", limit=10)
TerraformOutput(stack, "threads", value=visits.threads)

app.synth()
