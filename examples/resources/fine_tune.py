import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    File,
    FineTune,
    FineTuneMethod,
    FineTuneMethodSupervised,
    FineTuneMethodSupervisedHyperparameters,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "fine-tune")
OpenaiProvider(stack, "openai")

examples = File(
    stack,
    "examples",
    purpose="fine-tune",
    filename="support.jsonl",
    content="".join(
        json.dumps(
            {
                "messages": [
                    {"role": "user", "content": f"Where is order {number}?"},
                    {"role": "assistant", "content": f"I look for order {number} at once."},
                ]
            }
        )
        + "\n"
        for number in range(1, 11)
    ),
)
support = FineTune(
    stack,
    "support",
    model="gpt-4o-mini",
    training_file=examples.id,
    suffix="support",
    method=FineTuneMethod(
        type="supervised",
        supervised=FineTuneMethodSupervised(
            hyperparameters=FineTuneMethodSupervisedHyperparameters(n_epochs=3)
        ),
    ),
    delete_model_on_destroy=True,
    timeouts={"create": "6h"},
)
TerraformOutput(stack, "model", value=support.fine_tuned_model)

app.synth()
