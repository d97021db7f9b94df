from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiResponseInputItems, OpenaiProvider, Response

app = App()
stack = TerraformStack(app, "response-input-items-data")
OpenaiProvider(stack, "openai")

motto = Response(
    stack,
    "motto",
    model="gpt-6.1-terra",
    input=[
        {"role": "developer", "content": "You write mottos of five words."},
        {"role": "user", "content": "One for a library, please."},
    ],
)
found = DataOpenaiResponseInputItems(stack, "found", response_id=motto.id, order="asc")
TerraformOutput(stack, "items", value=found.items)

app.synth()
