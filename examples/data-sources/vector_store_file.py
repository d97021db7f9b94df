from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVectorStoreFile,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFile,
)

app = App()
stack = TerraformStack(app, "data-vector-store-file")
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
found = DataOpenaiVectorStoreFile(
    stack,
    "found",
    vector_store_id=searchable.vector_store_id,
    file_id=searchable.file_id,
)
TerraformOutput(stack, "status", value=found.status)

app.synth()
