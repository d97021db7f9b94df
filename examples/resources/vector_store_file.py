from cdktf import App, TerraformStack

from openai_cdktf import (
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFile,
    VectorStoreFileChunkingStrategy,
    VectorStoreFileChunkingStrategyStatic,
)

app = App()
stack = TerraformStack(app, "vector-store-file")
OpenaiProvider(stack, "openai")

handbooks = VectorStore(stack, "handbooks", name="handbooks")
handbook = File(
    stack,
    "handbook",
    filename="handbook.md",
    content="# Handbook\n\nAsk for help early.\n",
    purpose="assistants",
)
VectorStoreFile(
    stack,
    "searchable_handbook",
    vector_store_id=handbooks.id,
    file_id=handbook.id,
    attributes={"edition": 3, "public": False, "language": "en"},
    chunking_strategy=VectorStoreFileChunkingStrategy(
        type="static",
        static=VectorStoreFileChunkingStrategyStatic(
            max_chunk_size_tokens=400,
            chunk_overlap_tokens=100,
        ),
    ),
)

app.synth()
