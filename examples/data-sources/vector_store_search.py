from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVectorStoreSearch,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFile,
)

app = App()
stack = TerraformStack(app, "data-vector-store-search")
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
    attributes={"language": "en"},
)
help_ = DataOpenaiVectorStoreSearch(
    stack,
    "help",
    vector_store_id=searchable.vector_store_id,
    query="When should I ask for help?",
    filters={"type": "eq", "key": "language", "value": "en"},
    max_num_results=3,
)
TerraformOutput(stack, "results", value=help_.results)

app.synth()
