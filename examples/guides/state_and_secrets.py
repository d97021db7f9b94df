from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import (
    EphemeralOpenaiProjectServiceAccountApiKey,
    OpenaiProvider,
    Project,
    ProjectServiceAccount,
    ProjectServiceAccountApiKey,
    Vault,
    VaultCredential,
    VaultCredentialAuth,
)

app = App()
stack = TerraformStack(app, "state-and-secrets")
OpenaiProvider(stack, "openai")

search = Project(stack, "search", name="Search")
bot = ProjectServiceAccount(stack, "bot", project_id=search.id, name="bot")

# Creates the key, and another one when a value of `rotate_when` changes.
key = ProjectServiceAccountApiKey(
    stack,
    "key",
    project_id=search.id,
    service_account_id=bot.id,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

# Has the value of the key in the run that creates it. It is never in the state.
shown = EphemeralOpenaiProjectServiceAccountApiKey(stack, "shown", key_id=key.id)

# Stores the value. Terraform sends it only when `secrets_version` changes.
store = Vault(stack, "store", name="Store")
VaultCredential(
    stack,
    "bot_key",
    vault_id=store.id,
    name="bot",
    auth=VaultCredentialAuth(
        type="static_bearer", mcp_server_url="https://mcp.example.com", token=shown.value
    ),
    secrets_version=key.secret_version,
)

app.synth()
