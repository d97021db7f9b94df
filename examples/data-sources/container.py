from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, DataOpenaiContainer, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-container")
OpenaiProvider(stack, "openai")

workbench = Container(stack, "workbench", name="workbench")
found = DataOpenaiContainer(stack, "found", id=workbench.id)
TerraformOutput(stack, "memory_limit", value=found.memory_limit)

app.synth()
