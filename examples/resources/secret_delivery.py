from cdktf import App, TerraformStack

from openai_cdktf import (
    AdminApiKey,
    EphemeralOpenaiAdminApiKey,
    OpenaiProvider,
    SecretDelivery,
    Vault,
    VaultCredential,
    VaultCredentialAuth,
)

app = App()
stack = TerraformStack(app, "secret-delivery")
OpenaiProvider(stack, "openai")

key = AdminApiKey(stack, "key", name="audits", rotate_when={"quarter": "2026-Q4"})
handed_on = EphemeralOpenaiAdminApiKey(stack, "handed_on", key_id=key.id)

# This can also be a resource of another provider, such as the version of a secret in AWS Secrets Manager.
vault = Vault(stack, "vault", name="Audits")
stored = VaultCredential(
    stack,
    "stored",
    vault_id=vault.id,
    name="audits",
    auth=VaultCredentialAuth(
        type="static_bearer", mcp_server_url="https://mcp.example.com", token=handed_on.value
    ),
    secrets_version=key.secret_version,
)

# If the vault did not get the key, the next plan is an error, so that the vault never gets a placeholder.
SecretDelivery(stack, "delivery", secret_version=key.secret_version, delivered_to=[stored.id])

app.synth()
