from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiResponse, OpenaiProvider, Response

app = App()
stack = TerraformStack(app, "response-data")
OpenaiProvider(stack, "openai")

motto = Response(stack, "motto", model="gpt-6.1-terra", input="A motto for a library, please.")
stored = DataOpenaiResponse(stack, "stored", id=motto.id)
TerraformOutput(stack, "text", value=stored.output_text)

app.synth()
