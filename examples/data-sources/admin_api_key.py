from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-admin-api-key")
OpenaiProvider(stack, "openai")

audits = DataOpenaiAdminApiKey(stack, "audits", name="audits")
TerraformOutput(stack, "last_used_at", value=audits.last_used_at)

app.synth()
