from cdktf import App, TerraformStack

from openai_cdktf import File, OpenaiProvider, VectorStore, VectorStoreExpiresAfter

app = App()
stack = TerraformStack(app, "vector-store")
OpenaiProvider(stack, "openai")

handbook = File(
    stack,
    "handbook",
    filename="handbook.md",
    content="# Handbook\n\nAsk for help early.\n",
    purpose="assistants",
)
VectorStore(
    stack,
    "handbooks",
    name="handbooks",
    file_ids=[handbook.id],
    expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=30),
    metadata={"team": "people"},
)

app.synth()
