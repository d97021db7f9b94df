"""The same stack for several environments, as one class with the differences as arguments.

Each environment is a project with limits of its own. In your program, give each environment a stack, so that you can deploy them one
after the other: `Environment(TerraformStack(app, "staging"), …)`. This page uses one stack for both.
"""

from cdktf import App, TerraformStack
from constructs import Construct

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import RateLimit, ServiceIdentity, Team


class Environment(Construct):
    """The team and the service account of one environment."""

    def __init__(self, scope: Construct, name: str, *, budget: float, requests: int) -> None:
        super().__init__(scope, name)
        self.team = Team(
            self,
            f"shop-{name}",
            members={"ada@example.com": "owner"},
            monthly_budget_usd=budget,
            alerts_at=[0.8],
            rate_limits={"gpt-6-luna": RateLimit(requests_per_minute=requests)},
        )
        self.identity = ServiceIdentity(self.team, "shop")


app = App()
stack = TerraformStack(app, "several-environments")
OpenaiProvider(stack, "openai")

Environment(stack, "staging", budget=50, requests=20)
Environment(stack, "production", budget=2000, requests=500)

app.synth()
