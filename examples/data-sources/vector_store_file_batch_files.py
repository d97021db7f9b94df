from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiVectorStoreFileBatchFiles,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFileBatch,
)

app = App()
stack = TerraformStack(app, "data-vector-store-file-batch-files")
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
failed = DataOpenaiVectorStoreFileBatchFiles(
    stack,
    "failed",
    vector_store_id=library.id,
    batch_id=batch.id,
    filter="failed",
)
TerraformOutput(stack, "failed_files", value=failed.files)

app.synth()
