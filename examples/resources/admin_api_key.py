from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import AdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "admin-api-key")
OpenaiProvider(stack, "openai")

# Its value is not in the state. With `store_secret_in_state=True` it would be `audits.value`.
AdminApiKey(
    stack,
    "audits",
    name="audits",
    expires_in_seconds=7_776_000,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
