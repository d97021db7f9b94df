from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFiles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-files")
OpenaiProvider(stack, "openai")

results = DataOpenaiFiles(stack, "results", purpose="batch_output", order="desc", limit=10)
TerraformOutput(stack, "files", value=results.files)

app.synth()
