from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVault, OpenaiProvider, Vault

app = App()
stack = TerraformStack(app, "data-vault")
OpenaiProvider(stack, "openai")

made = Vault(stack, "made", name="Warehouse")
found = DataOpenaiVault(stack, "found", name=made.name)
TerraformOutput(stack, "vault_id", value=found.id)

app.synth()
