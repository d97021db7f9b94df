from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import File, OpenaiProvider, VectorStore, VectorStoreFileBatch

app = App()
stack = TerraformStack(app, "vector-store-file-batch")
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
TerraformOutput(stack, "file_counts", value=batch.file_counts)

app.synth()
