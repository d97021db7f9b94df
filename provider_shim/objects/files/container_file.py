"""``openai_container_file``: a file in a container."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.digests import DIGEST, KeepsDigest
from provider_shim.patterns.downloads import CONTENT, download
from provider_shim.patterns.local_content import (
    digest_of,
    given_content,
    is_unknown,
    opened,
    source_faults,
)
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.uploads import ONE_REQUEST
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Integer, Schema, String


class ContainerFile(KeepsDigest):
    """A file in a container. It is copied from an uploaded file, or uploaded from a path, a text or base64.

    When the content changes, the file is replaced. Terraform stores the values of `content` and `content_base64` in the state.
    If the container expires, its files are lost; the next plan then creates the container and the file again.
    """

    type_name = "openai_container_file"
    endpoint = Rest("/containers/{container_id}/files", update=None, page=100)
    schema = Schema(
        {
            "id": identity("container file"),
            "container_id": String(required=True, replace=True, doc="The id of the container."),
            "file_id": String(
                optional=True,
                replace=True,
                unread=True,
                exactly_one_of=("file_id", "source", "content", "content_base64"),
                doc="The id of an uploaded file to copy.",
            ),
            **given_content("file_id"),
            "filename": String(
                optional=True,
                local=True,
                replace=True,
                min_length=1,
                conflicts_with=("file_id",),
                doc="The name of the file in the container. Defaults to the file name of `source`, or to `file.txt` if "
                "`source` is not set.",
            ),
            DIGEST: String(
                computed=True,
                local=True,
                doc="The SHA-256 of the content, in hexadecimal digits. Null for a copied file.",
            ),
            "path": String(computed=True, doc="The path of the file in the container."),
            "bytes": Integer(computed=True, doc="The size in bytes."),
            "origin": String(
                computed=True, wire="source", doc="Who created the file: `user` or `assistant`."
            ),
            "created_at": created_at("container file"),
        }
    )

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """See `KeepsDigest.content_is_known`."""
        return not is_unknown(config)

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """See `MadeOfContent.content_faults`."""
        source = config.get("source")
        return source_faults(source, ONE_REQUEST) if isinstance(source, str) else []

    def digest(self, values: Mapping[str, Any]) -> str | None:
        """See `KeepsDigest.digest`. A copied file has no digest."""
        if values.get("file_id") is not None:
            return None
        with opened(values) as content:
            return digest_of(content)

    def create(self, call: Call, planned: Values) -> Values:
        """Copy the file (a JSON request with its id), or upload it (a form)."""
        shared: dict[str, Any] = {"method": "POST", "repeatable": False}
        if planned["file_id"] is not None:
            digest = None
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                planned,
                "copy the file into the container",
                body={"file_id": planned["file_id"]},
                **shared,
            )
        else:
            with opened(planned) as content:
                digest = self.unchanged(planned, digest_of(content), ("source",))
                part = (_filename(planned), content, "application/octet-stream")
                answer = call.send(
                    self.endpoint,
                    self.endpoint.collection,
                    planned,
                    "upload the file into the container",
                    files=[("file", part)],
                    **shared,
                )
        call.save(self.initial_state(answer.body, planned))
        return {**self.state(answer.body, planned), DIGEST: digest}


def _filename(values: Values) -> str:
    name = values["filename"]
    if isinstance(name, str):
        return name
    return PurePath(values["source"]).name if values["source"] is not None else "file.txt"


class DataContainerFile(Lookup):
    """A file in a container: its path, its size, and who created it."""

    type_name = "openai_container_file"
    endpoint = ContainerFile.endpoint
    schema = lookup_schema(ContainerFile, not_returned=("file_id",))


class DataContainerFiles(ListAll):
    """The files in a container, including files that a model created."""

    type_name = "openai_container_files"
    endpoint = ContainerFile.endpoint
    items = "files"
    schema = list_all_schema(
        ContainerFile, items, {"order": order()}, not_returned=("file_id",), grows=True
    )


class DataContainerFileContent(DataSource):
    """The content of a file in a container, such as a chart that a model drew.

    ~> Terraform stores the content in the state.
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
        """Read the size first, so that a file that is too large is not downloaded."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "read the file in the container",
            method="GET",
        ).body
        return download(
            call, self.endpoint, f"{self.endpoint.item}/content", config, answer.get("bytes")
        )
