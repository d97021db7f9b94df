from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import OpenaiProvider, ProjectServiceAccount, ProjectServiceAccountApiKey

app = App()
stack = TerraformStack(app, "project-service-account-api-key")
OpenaiProvider(stack, "openai")

nightly = ProjectServiceAccount(stack, "nightly", project_id="proj_abc123", name="nightly")

# Its value is not in the state. With `store_secret_in_state=True` it would be `key.value`.
key = ProjectServiceAccountApiKey(
    stack,
    "key",
    project_id=nightly.project_id,
    service_account_id=nightly.id,
    name="nightly",
    scopes=["api.model.request"],
    expires_in_seconds=7_776_000,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
