"""An existing project that becomes a team: it keeps its id, its keys and its data.

With `adopt_existing`, Terraform manages the project with this name, and creates one only if there is none. Existing members stay.
When you destroy the stack, the project is left as it is, and its limits get their earlier values again. To write a complete program
for everything that exists, run `openai-cdktf export`.
"""

from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import RateLimit, Team

app = App()
stack = TerraformStack(app, "existing-project")
OpenaiProvider(stack, "openai")

existing = Team(
    stack,
    "existing",
    name="Default project",
    adopt_existing=True,
    rate_limits={"gpt-6-luna": RateLimit(requests_per_minute=100)},
)
TerraformOutput(stack, "project_id", value=existing.project_id)

app.synth()
