import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    File,
    FineTuningJob,
    FineTuningJobMethod,
    FineTuningJobMethodDpo,
    FineTuningJobMethodDpoHyperparameters,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "fine-tuning-job")
OpenaiProvider(stack, "openai")

comparisons = File(
    stack,
    "comparisons",
    purpose="fine-tune",
    filename="capitals.jsonl",
    content="".join(
        json.dumps(
            {
                "input": {
                    "messages": [{"role": "user", "content": f"What is the capital of {land}?"}]
                },
                "preferred_output": [{"role": "assistant", "content": f"{capital}."}],
                "non_preferred_output": [{"role": "assistant", "content": "I am not sure."}],
            }
        )
        + "\n"
        for land, capital in (("Peru", "Lima"), ("Ghana", "Accra"), ("Japan", "Tokyo"))
    ),
)
capitals = FineTuningJob(
    stack,
    "capitals",
    model="gpt-4.1-mini",
    training_file=comparisons.id,
    method=FineTuningJobMethod(
        type="dpo",
        dpo=FineTuningJobMethodDpo(
            hyperparameters=FineTuningJobMethodDpoHyperparameters(n_epochs=2, beta=0.1)
        ),
    ),
    metadata={"team": "geography"},
)
TerraformOutput(stack, "status", value=capitals.status)

app.synth()
