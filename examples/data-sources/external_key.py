from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiExternalKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-external-key")
OpenaiProvider(stack, "openai")

production = DataOpenaiExternalKey(stack, "production", name="production")
TerraformOutput(stack, "projects", value=production.api_project_ids)

app.synth()
