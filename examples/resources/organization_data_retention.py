from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, OrganizationDataRetention

app = App()
stack = TerraformStack(app, "organization-data-retention")
OpenaiProvider(stack, "openai")

OrganizationDataRetention(stack, "retention", type="modified_abuse_monitoring")

app.synth()
