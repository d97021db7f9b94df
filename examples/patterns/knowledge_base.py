from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import KnowledgeBase

app = App()
stack = TerraformStack(app, "knowledge-base")
OpenaiProvider(stack, "openai")

# The glob begins at the folder of cdktf.json.
handbook = KnowledgeBase(
    stack,
    "handbook",
    documents="examples/patterns/handbook/*.md",
    chunking={"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100},
    attributes=lambda path: {"topic": path.stem},
    expires_after=90,
)

# If a document changes, the model answers again.
tip = handbook.ask(
    "tip",
    "How do I ask for help?",
    model="gpt-6.1-terra",
    filters={"type": "eq", "key": "topic", "value": "help"},
)
TerraformOutput(stack, "text", value=tip.output_text)

# Applications search the same documents.
TerraformOutput(stack, "vector_store_id", value=handbook.vector_store_id)

app.synth()
