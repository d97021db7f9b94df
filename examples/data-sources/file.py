from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFile, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-file")
OpenaiProvider(stack, "openai")

travel_rules = DataOpenaiFile(stack, "travel_rules", filename="travel-rules.md")
TerraformOutput(stack, "file_id", value=travel_rules.id)

app.synth()
