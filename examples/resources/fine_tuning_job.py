import json

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    File,
    FineTuningJob,
    FineTuningJobMethod,
    FineTuningJobMethodReinforcement,
    FineTuningJobMethodReinforcementGrader,
    FineTuningJobMethodReinforcementHyperparameters,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "fine-tuning-job")
OpenaiProvider(stack, "openai")

questions = File(
    stack,
    "questions",
    purpose="fine-tune",
    filename="capitals.jsonl",
    content="".join(
        json.dumps(
            {
                "messages": [{"role": "user", "content": f"What is the capital of {land}?"}],
                "capital": capital,
            }
        )
        + "\n"
        for land, capital in (("Peru", "Lima"), ("Ghana", "Accra"), ("Japan", "Tokyo"))
    ),
)
capitals = FineTuningJob(
    stack,
    "capitals",
    model="o4-mini",
    training_file=questions.id,
    method=FineTuningJobMethod(
        type="reinforcement",
        reinforcement=FineTuningJobMethodReinforcement(
            grader=FineTuningJobMethodReinforcementGrader(
                type="string_check",
                name="capital",
                input="{{sample.output_text}}",
                reference="{{item.capital}}",
                operation="eq",
            ),
            hyperparameters=FineTuningJobMethodReinforcementHyperparameters(
                n_epochs=2, reasoning_effort="low"
            ),
        ),
    ),
    metadata={"team": "geography"},
)
TerraformOutput(stack, "status", value=capitals.status)

app.synth()
