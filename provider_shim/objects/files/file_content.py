"""``openai_file_content`` (data source): the content of a file."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.downloads import CONTENT, download
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class DataFileContent(DataSource):
    """The content of a file, such as the results of a batch.

    The API returns the content of files that it created and of files for batches and fine-tuning, but not of files with the
    purposes `assistants`, `vision` and `user_data`.

    ~> Terraform stores the content in the state.
    """

    type_name = "openai_file_content"
    endpoint = Rest("/files", item="/files/{file_id}", update=None)
    schema = Schema({"file_id": String(required=True, doc="The id of the file."), **CONTENT})

    def read(self, call: Call, config: Values) -> Values:
        """Read the size first, so that a file that is too large is not downloaded."""
        reported = call.send(
            self.endpoint, self.endpoint.item, config, "read the file", method="GET"
        ).body
        return download(
            call, self.endpoint, "/files/{file_id}/content", config, reported.get("bytes")
        )
