from cdktf import App, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiWebhookEndpoint,
    OpenaiProvider,
    Vault,
    VaultCredential,
    VaultCredentialAuth,
    WebhookEndpoint,
)

app = App()
stack = TerraformStack(app, "ephemeral-webhook-endpoint")
OpenaiProvider(stack, "openai")

batches = WebhookEndpoint(
    stack,
    "batches",
    name="batches",
    url="https://example.com/openai/batches",
    event_types=["batch.completed", "batch.failed"],
    rotate_when={"quarter": "2026-Q4"},
    keep_old_secret_active_for_24_hours=True,
)

# It passes the signing secret on, in the run that creates or rotates it. The state does not contain the secret.
handed_on = EphemeralOpenaiWebhookEndpoint(
    stack,
    "handed_on",
    webhook_endpoint_id=batches.id,
    secret_version=batches.secret_version,
)
vault = Vault(stack, "vault", name="Receiver")
VaultCredential(
    stack,
    "signing_secret",
    vault_id=vault.id,
    name="signing-secret",
    auth=VaultCredentialAuth(
        type="static_bearer",
        mcp_server_url="https://mcp.example.com",
        token=handed_on.signing_secret,
    ),
    secrets_version=batches.secret_version,
)

app.synth()
