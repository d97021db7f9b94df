from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVectorStoreFileBatch,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFileBatch,
)

app = App()
stack = TerraformStack(app, "data-vector-store-file-batch")
OpenaiProvider(stack, "openai")

library = VectorStore(stack, "library", name="library of rules")
rules = [
    File(
        stack,
        name,
        filename=f"{name}.md",
        content=f"# Rules for {name}\n\nAsk for help early.\n",
        purpose="assistants",
    )
    for name in ("travel", "expenses")
]
batch = VectorStoreFileBatch(
    stack,
    "rules",
    vector_store_id=library.id,
    file_ids=[file.id for file in rules],
    attributes={"language": "en"},
)
found = DataOpenaiVectorStoreFileBatch(stack, "found", vector_store_id=library.id, id=batch.id)
TerraformOutput(stack, "status", value=found.status)

app.synth()
