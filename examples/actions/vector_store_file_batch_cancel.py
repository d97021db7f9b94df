from cdktf import App, TerraformStack

from openai_cdktf import (
    ActionOpenaiVectorStoreFileBatchCancel,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFileBatch,
)

app = App()
stack = TerraformStack(app, "vector-store-file-batch-cancel")
OpenaiProvider(stack, "openai")

guide = File(
    stack, "guide", purpose="assistants", content="Opening hours: 9 to 5.", filename="guide.md"
)
store = VectorStore(stack, "store", name="Guides")
guides = VectorStoreFileBatch(
    stack,
    "guides",
    vector_store_id=store.id,
    file_ids=[guide.id],
    wait_for_completion=False,
)
ActionOpenaiVectorStoreFileBatchCancel(
    stack,
    "stop",
    vector_store_id=store.id,
    batch_id=guides.id,
    wait=False,
)

app.synth()
