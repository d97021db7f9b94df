from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectServiceAccount, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-service-account")
OpenaiProvider(stack, "openai")

importer = DataOpenaiProjectServiceAccount(
    stack, "importer", project_id="proj_abc123", name="importer"
)
TerraformOutput(stack, "service_account_id", value=importer.id)

app.synth()
