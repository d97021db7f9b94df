from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, DataOpenaiContainerFiles, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-container-files")
OpenaiProvider(stack, "openai")

workshop = Container(stack, "workshop", name="workshop")
present = DataOpenaiContainerFiles(stack, "present", container_id=workshop.id)
TerraformOutput(stack, "files", value=present.files)

app.synth()
