from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiProjectServiceAccountApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-project-service-account-api-key")
OpenaiProvider(stack, "openai")

# `key.value` may go wherever nothing is stored: into write-only arguments, such as those of a
# vault, and the configuration of providers. The key is revoked at the end of the run; one that
# goes to a vault must stay: `revoke_on_close=False`.
key = EphemeralOpenaiProjectServiceAccountApiKey(
    stack,
    "key",
    project_id="proj_abc123",
    service_account_id="user-abc123",
    scopes=["api.model.request"],
    expires_in_seconds=3600,
)

app.synth()
