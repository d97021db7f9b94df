from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    Conversation,
    OpenaiProvider,
    Response,
    ResponseTools,
    VectorStore,
)

app = App()
stack = TerraformStack(app, "assistants")
OpenaiProvider(stack, "openai")

# The vector store stays. The Assistants API used the same vector stores.
handbook = VectorStore(stack, "handbook", name="Handbook")

# Instead of a thread. The application continues the conversation.
conversation = Conversation(stack, "ada", metadata={"user": "ada"})

# Instead of an assistant and a run: the request contains the model, the instructions and the tools.
answer = Response(
    stack,
    "first",
    model="gpt-6-luna",
    instructions="You answer questions about the handbook. Be brief.",
    tools=[ResponseTools(type="file_search", vector_store_ids=[handbook.id])],
    conversation=conversation.id,
    input="Whom do I ask for help?",
)
TerraformOutput(stack, "conversation_id", value=conversation.id)
TerraformOutput(stack, "answer", value=answer.output_text)

app.synth()
