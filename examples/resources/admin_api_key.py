from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import AdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "admin-api-key")
OpenaiProvider(stack, "openai")

# Its value is not in the state: an `EphemeralOpenaiAdminApiKey` with `key_id=audits.id` hands it on to a secret store.
audits = AdminApiKey(
    stack,
    "audits",
    name="audits",
    expires_in_seconds=7_776_000,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
