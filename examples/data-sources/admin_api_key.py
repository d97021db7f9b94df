from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-admin-api-key")
OpenaiProvider(stack, "openai")

backups = DataOpenaiAdminApiKey(stack, "backups", name="backups")
TerraformOutput(stack, "last_used_at", value=backups.last_used_at)

app.synth()
