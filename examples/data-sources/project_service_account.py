from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectServiceAccount, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-service-account")
OpenaiProvider(stack, "openai")

nightly = DataOpenaiProjectServiceAccount(
    stack, "nightly", project_id="proj_abc123", name="nightly"
)
TerraformOutput(stack, "service_account_id", value=nightly.id)

app.synth()
