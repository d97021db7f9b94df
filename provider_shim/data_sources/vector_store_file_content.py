"""``openai_vector_store_file_content`` (data source): the text that was taken from a file in a vector store."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import ListOf, Object, Schema, String


class VectorStoreFileContent(DataSource):
    """The text that the API extracted from a file in a vector store.

    ~> The text is stored in the state.
    """

    type_name = "openai_vector_store_file_content"
    endpoint = Rest(
        "/vector_stores/{vector_store_id}/files",
        item="/vector_stores/{vector_store_id}/files/{file_id}/content",
        headers={"OpenAI-Beta": "assistants=v2"},
    )
    schema = Schema(
        {
            "vector_store_id": String(required=True, doc="The id of the vector store."),
            "file_id": String(required=True, doc="The id of the file."),
            "content": ListOf(
                Object(
                    {
                        "type": String(computed=True, doc="The kind of the part: `text`."),
                        "text": String(computed=True, doc="The text of the part."),
                    }
                ),
                computed=True,
                wire="data",
                doc="The parts, in order.",
            ),
            "text": String(computed=True, doc="The text of all parts, joined by line breaks."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Get all parts, and join them."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "read the text of the file in the vector store",
            method="GET",
            expects="list",
        )
        values = self.from_answer(answer.body, config)
        parts = (part["text"] for part in values["content"] or [])
        return {**values, "text": "\n".join(part for part in parts if part is not None)}
