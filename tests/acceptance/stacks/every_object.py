"""Two stacks with objects of every kind, and with all features of stacks. A variable has the name of the CDK."""

from __future__ import annotations

import importlib
import os

from openai_cdktf import (
    Assistant,
    AssistantTools,
    AssistantToolsFunction,
    ChatCompletion,
    ChatCompletionMessages,
    DataOpenaiAssistant,
    DataOpenaiChatCompletion,
    DataOpenaiModel,
    DataOpenaiModels,
    EphemeralOpenaiChatCompletion,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreExpiresAfter,
    VectorStoreFile,
)

cdk = importlib.import_module(os.environ["CDK"])
AS_HCL = os.environ.get("SYNTH_HCL_OUTPUT") == "true"

COVER = 'A "cover",\nby \\d+ people.'

app = cdk.App()

library = cdk.TerraformStack(app, "library")
OpenaiProvider(library, "openai")
eu = OpenaiProvider(library, "eu", alias="eu", headers={"X-Team-Name": "library"}, max_retries=2)

chapters = cdk.TerraformIterator.from_map({"one": {"text": "Ada"}, "two": {"text": "Bob"}})
chapter = File(
    library,
    "chapter",
    for_each=chapters,
    filename=cdk.Fn.format("%s.txt", [chapters.key]),
    content=chapters.get_string("text"),
    purpose="assistants",
)
cover = File(
    library, "cover", content=COVER, filename="cover.txt", purpose="assistants", provider=eu
)
store = VectorStore(
    library,
    "store",
    name=f"Store of {cover.filename}, {cover.bytes} bytes",
    file_ids=[cover.id],
    metadata={"Team Name": "library"},
    expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=7),
    timeouts={"create": "2m"},
    # The CDKs cannot write these as HCL.
    lifecycle={}
    if AS_HCL
    else {
        "replace_triggered_by": [cover],
        "precondition": [
            {"condition": cdk.Fn.can(cover.id), "error_message": "the cover has no id"}
        ],
    },
)
chapter_files = cdk.TerraformIterator.from_resources(chapter)
entry = VectorStoreFile(
    library,
    "entry",
    for_each=chapter_files,
    vector_store_id=store.id,
    file_id=chapter_files.get_string("id"),
    attributes={"kind": "chapter", "number": 1, "draft": True},
)
spare = VectorStore(library, "spare", count=2, depends_on=[store])
spare.add_override("name", "Spare ${count.index}")
copy = VectorStore(library, "copy", metadata=store.metadata, expires_after=store.expires_after)

desk = cdk.TerraformStack(app, "desk")
OpenaiProvider(desk, "openai")
model = DataOpenaiModel(desk, "model", kind="gpt", prefix="gpt-6")
models = DataOpenaiModels(desk, "models", kind="gpt")
assistant = Assistant(
    desk,
    "assistant",
    model=model.id,
    name="Librarian",
    instructions=f"Search {store.id}.",  # from the other stack
    tools=[
        AssistantTools(type="file_search"),
        AssistantTools(
            type="function",
            function=AssistantToolsFunction(
                name="lend",
                parameters={
                    "type": "object",
                    "properties": {"book": {"type": "string", "default": None}},
                },
            ),
        ),
    ],
    tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    response_format={"type": "text"},
)
found = DataOpenaiAssistant(desk, "found", id=assistant.id)
answer = ChatCompletion(
    desk,
    "answer",
    model=model.id,
    messages=[
        ChatCompletionMessages(role="user", content="Who?"),
        {"role": "user", "content": [{"type": "text", "text": "You?"}]},
    ],
    stateless=True,
)
requested = DataOpenaiChatCompletion(
    desk, "requested", model=model.id, messages=[{"role": "user", "content": "Who?"}]
)
if not AS_HCL:
    EphemeralOpenaiChatCompletion(
        desk, "whispered", model=model.id, messages=[{"role": "user", "content": "Who?"}]
    )

cdk.TerraformOutput(desk, "assistant_name", value=found.name)
cdk.TerraformOutput(desk, "first_model", value=models.models[0].id)
cdk.TerraformOutput(desk, "all_models", value=cdk.Fn.join(",", models.ids))
cdk.TerraformOutput(desk, "answer_text", value=requested.choices[0].message.content)
cdk.TerraformOutput(
    desk, "completed", value=f"{copy.file_counts.completed} of {copy.file_counts.total}"
)

app.synth()
