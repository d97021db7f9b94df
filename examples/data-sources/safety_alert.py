from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSafetyAlert, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-safety-alert")
OpenaiProvider(stack, "openai")

alert = DataOpenaiSafetyAlert(stack, "alert", id="alert_abc123")
TerraformOutput(stack, "reason", value=alert.reason)

app.synth()
