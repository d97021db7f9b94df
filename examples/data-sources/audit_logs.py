from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAuditLogs, OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "data-audit-logs")
OpenaiProvider(stack, "openai")

project = Project(stack, "project", name="Support")
changes = DataOpenaiAuditLogs(
    stack,
    "changes",
    resource_ids=[project.id],
    event_types=["project.created", "project.updated", "project.archived"],
    effective_at={"gte": "2026-11-01"},
    limit=20,
)
TerraformOutput(stack, "events", value=changes.events)

app.synth()
