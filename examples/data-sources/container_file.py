from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, ContainerFile, DataOpenaiContainerFile, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-container-file")
OpenaiProvider(stack, "openai")

workshop = Container(stack, "workshop", name="workshop")
table = ContainerFile(
    stack,
    "table",
    container_id=workshop.id,
    filename="table.csv",
    content="city,people\nOslo,717710\n",
)
found = DataOpenaiContainerFile(stack, "found", container_id=workshop.id, id=table.id)
TerraformOutput(stack, "bytes", value=found.bytes)

app.synth()
