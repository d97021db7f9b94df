from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVectorStoreFileContent,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFile,
)

app = App()
stack = TerraformStack(app, "data-vector-store-file-content")
OpenaiProvider(stack, "openai")

handbooks = VectorStore(stack, "handbooks", name="handbooks")
handbook = File(
    stack,
    "handbook",
    filename="handbook.md",
    content="# Handbook\n\nAsk for help early.\n",
    purpose="assistants",
)
searchable = VectorStoreFile(
    stack,
    "searchable_handbook",
    vector_store_id=handbooks.id,
    file_id=handbook.id,
)
extracted = DataOpenaiVectorStoreFileContent(
    stack,
    "extracted",
    vector_store_id=searchable.vector_store_id,
    file_id=searchable.file_id,
)
TerraformOutput(stack, "text", value=extracted.text)

app.synth()
