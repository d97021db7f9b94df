"""``openai_container_file_content`` (data source): what is in a file in a container."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.patterns.downloads import CONTENT, download
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class ContainerFileContent(DataSource):
    """The content of a file in a container, such as a chart that a model has drawn.

    ~> The content is stored in the state.
    """

    type_name = "openai_container_file_content"
    endpoint = Rest(
        "/containers/{container_id}/files",
        item="/containers/{container_id}/files/{file_id}",
        update=None,
    )
    schema = Schema(
        {
            "container_id": String(required=True, doc="The id of the container."),
            "file_id": String(required=True, doc="The id of the file in the container."),
            **CONTENT,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Ask for the size first: what is too large is not downloaded."""
        told = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "read the file in the container",
            method="GET",
        ).body
        return download(
            call, self.endpoint, f"{self.endpoint.item}/content", config, told.get("bytes")
        )
