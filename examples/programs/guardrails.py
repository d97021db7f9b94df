from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectSpendAlert, VectorStore, guardrails
from openai_cdktf.guardrails import AllowedModels, DefaultMetadata, ProtectFromDestroy

app = App()
stack = TerraformStack(app, "guardrails")
OpenaiProvider(stack, "openai")
guardrails.apply(
    stack,
    [
        *guardrails.RECOMMENDED,
        AllowedModels(["gpt-6*", "text-embedding-3-*"]),
        DefaultMetadata({"team": "search"}),
        ProtectFromDestroy([Project], level="warning"),
    ],
    report="guardrails.sarif",
)

project = Project(stack, "search", name="Search", lifecycle={"prevent_destroy": False})
ProjectSpendAlert(
    stack,
    "alert",
    project_id=project.id,
    threshold_amount=10000,
    currency="USD",
    interval="month",
    notification_channel={"type": "email", "recipients": ["ada@example.com"]},
)
handbook = VectorStore(stack, "handbook", name="Handbook")
guardrails.acknowledge(handbook, "RequireExpiry", because="People search the handbook all year.")

app.synth()
