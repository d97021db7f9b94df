from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectApiKeys, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-api-keys")
OpenaiProvider(stack, "openai")

orphans = DataOpenaiProjectApiKeys(
    stack, "orphans", project_id="proj_abc123", owner_project_access="inactive"
)
TerraformOutput(stack, "keys_without_access", value=orphans.api_keys)

app.synth()
