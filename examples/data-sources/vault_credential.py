from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVaultCredential, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-vault-credential")
OpenaiProvider(stack, "openai")

maps = DataOpenaiVaultCredential(stack, "maps", vault_id="vault_abc123", name="maps")
TerraformOutput(stack, "variable", value=maps.auth.secret_name)

app.synth()
