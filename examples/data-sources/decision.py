from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiDecision, OpenaiProvider

PROMPT = "You are the concierge of a hotel. Recommend places nearby, and never speak of prices."

app = App()
stack = TerraformStack(app, "data-decision")
OpenaiProvider(stack, "openai")

review = DataOpenaiDecision(
    stack,
    "review",
    model="gpt-6-luna",
    input=PROMPT,
    questions=[
        {"type": "predicate", "instructions": "It tells the assistant what it must not do."},
        {
            "type": "choice",
            "instructions": "Whom does the assistant talk to?",
            "choices": [{"value": "guests"}, {"value": "staff"}],
        },
        {
            "type": "score",
            "instructions": "How precise is it?",
            "levels": [{"label": "vague"}, {"label": "fair"}, {"label": "precise"}],
        },
    ],
)
TerraformOutput(stack, "answers", value=review.answers)

app.synth()
