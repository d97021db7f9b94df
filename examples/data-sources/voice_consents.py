from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVoiceConsents, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-voice-consents")
OpenaiProvider(stack, "openai")

every = DataOpenaiVoiceConsents(stack, "every", limit=100)
TerraformOutput(stack, "consents", value=every.consents)

app.synth()
