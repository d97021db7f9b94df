import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFineTuningJob, File, FineTune, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-fine-tuning-job")
OpenaiProvider(stack, "openai")

example = {
    "messages": [
        {"role": "user", "content": "Where is my order?"},
        {"role": "assistant", "content": "I look for it at once."},
    ]
}
examples = File(stack, "examples", purpose="fine-tune", content=f"{json.dumps(example)}\n")
support = FineTune(
    stack, "support", model="gpt-4o-mini", training_file=examples.id, delete_model_on_destroy=True
)
trained = DataOpenaiFineTuningJob(stack, "trained", id=support.id)
TerraformOutput(stack, "trained_tokens", value=trained.trained_tokens)

app.synth()
