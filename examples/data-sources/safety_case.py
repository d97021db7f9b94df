from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSafetyCase, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-safety-case")
OpenaiProvider(stack, "openai")

case = DataOpenaiSafetyCase(stack, "case", id="case_abc123")
TerraformOutput(stack, "reason", value=case.reason)

app.synth()
