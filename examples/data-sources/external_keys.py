from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiExternalKeys, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-external-keys")
OpenaiProvider(stack, "openai")

ours = DataOpenaiExternalKeys(stack, "ours", purpose="ekm")
TerraformOutput(stack, "external_keys", value=ours.external_keys)

app.synth()
