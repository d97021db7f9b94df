from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVaultCredentials, OpenaiProvider, Vault

app = App()
stack = TerraformStack(app, "data-vault-credentials")
OpenaiProvider(stack, "openai")

vault = Vault(stack, "vault", name="Library")
inside = DataOpenaiVaultCredentials(stack, "inside", vault_id=vault.id)
TerraformOutput(stack, "credentials", value=inside.credentials)

app.synth()
