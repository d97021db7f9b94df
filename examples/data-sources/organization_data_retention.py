from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiOrganizationDataRetention, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-organization-data-retention")
OpenaiProvider(stack, "openai")

retention = DataOpenaiOrganizationDataRetention(stack, "retention")
TerraformOutput(stack, "type", value=retention.object)

app.synth()
