from cdktf import App, TerraformStack

from openai_cdktf import (
    AdminApiKey,
    EphemeralOpenaiAdminApiKey,
    OpenaiProvider,
    Vault,
    VaultCredential,
    VaultCredentialAuth,
)

app = App()
stack = TerraformStack(app, "ephemeral-admin-api-key")
OpenaiProvider(stack, "openai")

# The managed resource creates a permanent key. The ephemeral resource passes it to a vault in the same run.
audits = AdminApiKey(stack, "audits", name="audits", rotate_when={"quarter": "2026-Q4"})
handed_on = EphemeralOpenaiAdminApiKey(stack, "handed_on", key_id=audits.id)
vault = Vault(stack, "vault", name="Audits")
VaultCredential(
    stack,
    "audits_key",
    vault_id=vault.id,
    name="audits",
    auth=VaultCredentialAuth(
        type="static_bearer", mcp_server_url="https://mcp.example.com", token=handed_on.value
    ),
    secrets_version=audits.secret_version,
)

# A key for this run only, for example for the configuration of a provider. It is revoked at the end of the run.
EphemeralOpenaiAdminApiKey(stack, "for_this_run", name="run", expires_in_seconds=3600)

app.synth()
