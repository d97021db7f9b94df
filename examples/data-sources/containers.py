from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiContainers, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-containers")
OpenaiProvider(stack, "openai")

benches = DataOpenaiContainers(stack, "benches", name="bench", order="asc")
TerraformOutput(stack, "containers", value=benches.containers)

app.synth()
