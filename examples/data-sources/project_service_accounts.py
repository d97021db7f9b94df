from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectServiceAccounts, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-service-accounts")
OpenaiProvider(stack, "openai")

bots = DataOpenaiProjectServiceAccounts(stack, "bots", project_id="proj_abc123")
TerraformOutput(stack, "service_accounts", value=bots.service_accounts)

app.synth()
