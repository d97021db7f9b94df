from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiProjectServiceAccountApiKey,
    OpenaiProvider,
    ProjectServiceAccount,
    ProjectServiceAccountApiKey,
    Vault,
    VaultCredential,
    VaultCredentialAuth,
)

app = App()
stack = TerraformStack(app, "ephemeral-project-service-account-api-key")
OpenaiProvider(stack, "openai")

# The managed resource creates a key for each rotation. The old key works until the new one is in the vault.
nightly = ProjectServiceAccount(stack, "nightly", project_id="proj_abc123", name="nightly")
key = ProjectServiceAccountApiKey(
    stack,
    "key",
    project_id=nightly.project_id,
    service_account_id=nightly.id,
    scopes=["api.model.request"],
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

# The ephemeral resource passes the key on, in the run that creates it. The state does not contain the key.
handed_on = EphemeralOpenaiProjectServiceAccountApiKey(stack, "handed_on", key_id=key.id)

# With `secrets_version`, Terraform sends the key only when it is new.
vault = Vault(stack, "vault", name="Nightly")
VaultCredential(
    stack,
    "nightly_key",
    vault_id=vault.id,
    name="nightly",
    auth=VaultCredentialAuth(
        type="static_bearer", mcp_server_url="https://mcp.example.com", token=handed_on.value
    ),
    secrets_version=key.secret_version,
)

# Without `key_id`, it creates a key for this run only, and revokes it at the end of the run.
EphemeralOpenaiProjectServiceAccountApiKey(
    stack,
    "for_this_run",
    project_id=nightly.project_id,
    service_account_id="user-abc123",
    expires_in_seconds=3600,
)

app.synth()
