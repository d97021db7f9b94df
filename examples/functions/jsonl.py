from cdktf import App, TerraformStack

from openai_cdktf import File, OpenaiProvider

app = App()
stack = TerraformStack(app, "function-jsonl")
OpenaiProvider(stack, "openai")

File(
    stack,
    "questions",
    filename="questions.jsonl",
    content='${provider::openai::jsonl([{ question = "Why?" }, { question = "How?" }])}',
    purpose="user_data",
)

app.synth()
