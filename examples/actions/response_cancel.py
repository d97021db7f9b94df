from cdktf import App, TerraformStack

from openai_cdktf import ActionOpenaiResponseCancel, OpenaiProvider, Response

app = App()
stack = TerraformStack(app, "response-cancel")
OpenaiProvider(stack, "openai")

report = Response(
    stack,
    "report",
    model="gpt-6.1-terra",
    input="Compare the tariffs of all cities of Europe.",
    background=True,
    wait_for_completion=False,
)
ActionOpenaiResponseCancel(stack, "stop", response_id=report.id)

app.synth()
