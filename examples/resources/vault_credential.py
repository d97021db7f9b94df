from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import OpenaiProvider, Vault, VaultCredential, VaultCredentialAuth

app = App()
stack = TerraformStack(app, "vault-credential")
OpenaiProvider(stack, "openai")

token = TerraformVariable(stack, "crm_token", type="string")  # from TF_VAR_crm_token
token.add_override("ephemeral", True)  # so that plans do not contain it
vault = Vault(stack, "vault", name="CRM")
VaultCredential(
    stack,
    "crm",
    vault_id=vault.id,
    name="crm",
    auth=VaultCredentialAuth(
        type="static_bearer",
        mcp_server_url="https://mcp.example.com",
        token=token.string_value,
    ),
    secrets_version=1,  # change the number to send the token again
)

app.synth()
