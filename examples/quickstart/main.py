"""Uploads a file, makes it searchable, and asks a model a question about it."""

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
    """Terraform manages all objects of this stack. Change a line and deploy again: only this object changes."""

    def __init__(self, scope: Construct, id: str) -> None:  # noqa: A002  # the name in every construct
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
