from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, ProjectApiKey

app = App()
stack = TerraformStack(app, "project-api-key")
OpenaiProvider(stack, "openai")

# A key that a user has created. This limits it to reading.
ProjectApiKey(
    stack,
    "notebook",
    project_id="proj_abc123",
    api_key_id="key_abc123",
    scopes=["api.all.read"],
)

app.synth()
