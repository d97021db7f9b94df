from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiBatches, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-batches")
OpenaiProvider(stack, "openai")

newest = DataOpenaiBatches(stack, "newest", limit=10)
TerraformOutput(stack, "batches", value=newest.batches)

app.synth()
