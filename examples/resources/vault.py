from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, Vault

app = App()
stack = TerraformStack(app, "vault")
OpenaiProvider(stack, "openai")

crm = Vault(stack, "crm", name="CRM", metadata={"team": "sales"})
TerraformOutput(stack, "vault_id", value=crm.id)

app.synth()
