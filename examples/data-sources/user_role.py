from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiUserRole, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-user-role")
OpenaiProvider(stack, "openai")

importer = DataOpenaiUserRole(stack, "importer", user_id="user-abc123", name="reader")
TerraformOutput(stack, "from_groups", value=importer.assignment_sources)

app.synth()
