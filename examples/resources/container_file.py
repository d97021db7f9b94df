from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, ContainerFile, OpenaiProvider

app = App()
stack = TerraformStack(app, "container-file")
OpenaiProvider(stack, "openai")

workshop = Container(stack, "workshop", name="workshop")
table = ContainerFile(
    stack,
    "table",
    container_id=workshop.id,
    filename="table.csv",
    content="city,people\nOslo,717710\n",
)
TerraformOutput(stack, "path", value=table.path)

app.synth()
