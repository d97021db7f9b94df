"""A small knowledge base and a question about it: a file, made searchable, and an answer from a model."""

from __future__ import annotations

import os

from cdktf import App, TerraformOutput, TerraformStack
from constructs import Construct

from openai_cdktf import (
    ChatCompletion,
    ChatCompletionMessages,
    DataOpenaiModel,
    File,
    OpenaiProvider,
    VectorStore,
    VectorStoreFile,
)

NOTES = "The launch is on Friday at ten. Ada brings the cake.\n"


class Quickstart(TerraformStack):
    """Everything below is kept by Terraform: change a line, deploy again, and only that changes."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002  # as every construct calls it
        super().__init__(scope, id)
        OpenaiProvider(self, "openai")  # the key comes from OPENAI_API_KEY

        model = DataOpenaiModel(self, "model", kind="gpt", prefix="gpt-6")
        notes = File(self, "notes", content=NOTES, filename="notes.txt", purpose="assistants")
        store = VectorStore(self, "store", name=os.environ.get("STORE_NAME", "Team notes"))
        VectorStoreFile(self, "searchable", vector_store_id=store.id, file_id=notes.id)
        answer = ChatCompletion(
            self,
            "answer",
            model=model.id,
            messages=[ChatCompletionMessages(role="user", content=f"{NOTES}Who brings the cake?")],
        )

        TerraformOutput(self, "model_id", value=model.id)
        TerraformOutput(self, "vector_store_id", value=store.id)
        TerraformOutput(self, "answer_text", value=answer.content)


app = App()
Quickstart(app, "quickstart")
app.synth()
