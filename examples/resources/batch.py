import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Batch, File, OpenaiProvider

app = App()
stack = TerraformStack(app, "batch")
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
)
TerraformOutput(stack, "results", value=greetings.output_file_id)

app.synth()
