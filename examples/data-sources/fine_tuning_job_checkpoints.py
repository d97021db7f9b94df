import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFineTuningJobCheckpoints, File, FineTune, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-fine-tuning-job-checkpoints")
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
saved = DataOpenaiFineTuningJobCheckpoints(stack, "saved", fine_tuning_job_id=support.id)
TerraformOutput(stack, "checkpoints", value=saved.checkpoints)

app.synth()
