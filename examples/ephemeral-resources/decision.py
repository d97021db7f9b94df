from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiDecision, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-decision")
OpenaiProvider(stack, "openai")

EphemeralOpenaiDecision(
    stack,
    "review",
    model="gpt-6-luna",
    input=[{"type": "message", "role": "user", "content": "My invoice is wrong."}],
    questions=[
        {
            "type": "choice",
            "name": "team",
            "instructions": "Who should answer?",
            "choices": [
                {"value": "billing", "description": "About invoices and payments."},
                {"value": "support", "description": "About everything else."},
            ],
        }
    ],
)

app.synth()
