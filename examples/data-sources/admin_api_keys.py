from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiAdminApiKeys, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-admin-api-keys")
OpenaiProvider(stack, "openai")

keys = DataOpenaiAdminApiKeys(stack, "keys", order="asc")
TerraformOutput(stack, "admin_keys", value=keys.api_keys)

app.synth()
