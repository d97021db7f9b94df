from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import AdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "admin-api-key")
OpenaiProvider(stack, "openai")

# The state does not contain its value. Use an `EphemeralOpenaiAdminApiKey` with `key_id=audits.id` to pass it to a secret store.
audits = AdminApiKey(
    stack,
    "audits",
    name="audits",
    expires_in_seconds=7_776_000,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
