from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import Example, FineTunedModel

app = App()
stack = TerraformStack(app, "fine-tuned-model")
OpenaiProvider(stack, "openai")

CAPITALS = {
    "Chile": "Santiago",
    "Cuba": "Havana",
    "Egypt": "Cairo",
    "Ghana": "Accra",
    "Italy": "Rome",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Nepal": "Kathmandu",
    "Peru": "Lima",
    "Spain": "Madrid",
}

# A path such as "train.jsonl" works, too.
capitals = FineTunedModel(
    stack,
    "capitals",
    base="gpt-4.1-mini",
    training=[
        Example(user=f"What is the capital of {land}?", assistant=f"{capital}.")
        for land, capital in CAPITALS.items()
    ],
    suffix="capitals",
    epochs=2,
)
TerraformOutput(stack, "model", value=capitals.model_name)

estimate = capitals.estimate(usd_per_million_tokens=5.0)
print(
    f"The training needs about {estimate.trained_tokens} tokens and costs ${estimate.cost_usd:.2f}."
)

app.synth()
