from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-api-key")
OpenaiProvider(stack, "openai")

notebook = DataOpenaiProjectApiKey(stack, "notebook", project_id="proj_abc123", name="notebook")
TerraformOutput(stack, "last_used_at", value=notebook.last_used_at)

app.synth()
