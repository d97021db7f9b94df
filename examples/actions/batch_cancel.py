import json

from cdktf import App, TerraformStack

from openai_cdktf import ActionOpenaiBatchCancel, Batch, File, OpenaiProvider

app = App()
stack = TerraformStack(app, "batch-cancel")
OpenaiProvider(stack, "openai")

requests = File(
    stack,
    "requests",
    purpose="batch",
    content=json.dumps(
        {
            "custom_id": "greeting",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {
                "model": "gpt-6.1-terra",
                "messages": [{"role": "user", "content": "Greet the reader."}],
            },
        }
    ),
)
greetings = Batch(
    stack,
    "greetings",
    input_file_id=requests.id,
    endpoint="/v1/chat/completions",
    wait_for_completion=False,
)
ActionOpenaiBatchCancel(stack, "stop", batch_id=greetings.id)

app.synth()
