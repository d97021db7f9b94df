from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiContentProvenanceCheck,
    DataOpenaiContentProvenanceCheckFile,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-content-provenance-check")
OpenaiProvider(stack, "openai")

# To use a file, write `DataOpenaiContentProvenanceCheckFile(source="logo.png")`.
logo = DataOpenaiContentProvenanceCheck(
    stack,
    "logo",
    file=DataOpenaiContentProvenanceCheckFile(content_base64="iVBORw0KGgo="),
)
TerraformOutput(stack, "made_by_openai", value=logo.detected)

app.synth()
