from dataclasses import dataclass
from typing import Annotated, Literal

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import Prompt


@dataclass
class Review:
    """The review of a support ticket."""

    urgent: Annotated[bool, "Whether a customer cannot work."]
    team: Literal["billing", "search", "other"]
    summary: str


def find_orders(email: str, year: int) -> list[str]:
    """Find the orders of a customer.

    Args:
        email: The email of the customer.
        year: The year of the orders.
    """
    return [f"The first order of {email} in {year}"]


app = App()
stack = TerraformStack(app, "prompt")
OpenaiProvider(stack, "openai")

triage = Prompt(
    stack,
    "triage",
    model="gpt-6.1-terra",
    instructions="Review the ticket. Find the orders if the ticket contains an email.",
    schema=Review,
    tools=[find_orders],
)

# A response and a completion are requested once, and Terraform keeps the answers.
first = triage.respond("first", "The search is broken since this morning.")
second = triage.complete("second", "The search is broken since this morning.")

# Your application runs the functions that the agent calls.
agent = triage.agent("support")
TerraformOutput(stack, "agent_id", value=agent.id)

app.synth()
