from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, ContainerFile, DataOpenaiContainerFileContent, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-container-file-content")
OpenaiProvider(stack, "openai")

workshop = Container(stack, "workshop", name="workshop")
table = ContainerFile(
    stack,
    "table",
    container_id=workshop.id,
    filename="table.csv",
    content="city,people\nOslo,717710\n",
)
back = DataOpenaiContainerFileContent(
    stack,
    "back",
    container_id=workshop.id,
    file_id=table.id,
    max_bytes=4096,
)
TerraformOutput(stack, "content", value=back.content)

app.synth()
