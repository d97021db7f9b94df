"""``openai_file``: an uploaded file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, BinaryIO

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.engine.waiting import Wait
from provider_shim.objects.files.file_arguments import EXPIRES_AFTER, PURPOSES, PURPOSES_OF_THE_API
from provider_shim.patterns import uploads
from provider_shim.patterns.attributes import (
    acting_project,
    created_at,
    identity,
    order,
)
from provider_shim.patterns.completion import completion
from provider_shim.patterns.digests import DIGEST, KeepsDigest
from provider_shim.patterns.local_content import (
    digest_of,
    given_content,
    is_unknown,
    opened,
    size_of,
    source_faults,
)
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.diagnostics import ApiError, Diagnostic
from provider_shim.vocabulary.rest import Rest, create_body
from provider_shim.vocabulary.schema import Integer, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

LARGEST_DOWNLOAD = 16 * 1024 * 1024
"""The size in bytes up to which an imported file is downloaded once, to compare it with the configuration."""

_LINES_OF_JSON = {"batch", "fine-tune"}

_GIVEN = given_content()


class File(KeepsDigest):
    """A file that is uploaded to OpenAI, for batches, fine-tuning or vector stores, or as input of a model.

    The content comes from `source` (a path), `content` or `content_base64`. When the content changes, the file is replaced. A
    new modification time or a new path alone changes nothing. Files above 512 MB, up to 8 GB, are uploaded in parts. Terraform
    stores the values of `content` and `content_base64` in the state.
    """

    type_name = "openai_file"
    endpoint = Rest("/files", update=None, page=10_000, project="project_id")
    wait = Wait(
        pending=("uploaded", "pending", "running"),
        failed=("error", "deleted"),
        reason="status_details",
        interval=5.0,
    )
    schema = Schema(
        {
            "id": identity("file"),
            **_GIVEN,
            "source": _GIVEN["source"].but(also=("file",)),
            "purpose": String(
                required=True,
                replace=True,
                enum=PURPOSES,
                doc="The purpose of the file: `assistants`, `batch`, `fine-tune`, `vision` or `user_data`.",
                answer_doc=f"The purpose of the file: {', '.join(f'`{one}`' for one in PURPOSES)}, or for files that the API "
                "creates "
                f"{', '.join(f'`{one}`' for one in PURPOSES_OF_THE_API)}.",
            ),
            "filename": String(
                optional=True,
                computed=True,
                replace=True,
                min_length=1,
                doc="The name of the file. Defaults to the file name of `source`. If `source` is not set, defaults to "
                "`file.jsonl` for the purposes `batch` and `fine-tune`, else to `file.txt`. The API derives the type of "
                "the file from the extension.",
                answer_doc="The name of the file.",
            ),
            "project_id": acting_project(replace=True),
            "expires_after": EXPIRES_AFTER,
            **completion(
                "Whether to wait until the API has processed the file. Defaults to `true` for the purpose `fine-tune`, else "
                "to `false`.",
                by_default=False,
            ),
            DIGEST: String(
                computed=True, local=True, doc="The SHA-256 of the content, in hexadecimal digits."
            ),
            "bytes": Integer(computed=True, doc="The size in bytes."),
            "created_at": created_at("file"),
            "expires_at": Integer(
                computed=True, doc="When the file expires, in seconds since 1970."
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the file: `uploaded`, `processed` or `error`.",
            ),
            "status_details": String(
                computed=True, volatile=True, doc="The reason if the file is in the state `error`."
            ),
        }
    )

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """See `KeepsDigest.content_is_known`."""
        return not is_unknown(config)

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """See `MadeOfContent.content_faults`."""
        source = config.get("source")
        return source_faults(source, uploads.LARGEST) if isinstance(source, str) else []

    def digest(self, values: Mapping[str, Any]) -> str:
        """See `KeepsDigest.digest`."""
        with opened(values) as content:
            return digest_of(content)

    def plan_other_content(self, draft: Draft, before: str | None) -> None:
        """Plan a replacement. If the content could not be read after an import, replace the file only if the size differs."""
        prior = draft.prior or {}
        if (
            before is not None
            or draft.planned[DIGEST] is UNKNOWN
            or size_of(draft.config) != prior["bytes"]
        ):
            draft.replace.append((DIGEST,))

    def modify_plan(self, draft: Draft) -> None:
        """Compare the content with the uploaded content, and plan the name of a new file."""
        super().modify_plan(draft)
        if draft.prior is None and draft.config.get("filename") is None:
            draft.planned["filename"] = _filename(draft.config)

    def create(self, call: Call, planned: Values) -> Values:
        """Upload the file as a form. Large files are uploaded in parts."""
        with opened(planned) as content:
            digest = self.unchanged(planned, digest_of(content), ("source",))
            answer = self._uploaded(call, content, planned)
        call.save(self.initial_state(answer.body, planned))
        state = {**self.state(answer.body, planned), DIGEST: digest}
        call.save(state)
        return {**self.await_completion(call, state, answer), DIGEST: digest}

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the file. After an import, also read its content, to compare it with the configuration."""
        found = super().read(call, state)
        if (
            found is not None
            and found[DIGEST] is None
            and (found["bytes"] or 0) <= LARGEST_DOWNLOAD
        ):
            found[DIGEST] = self._remote_digest(call, found)
        return found

    def wants_to_wait(self, state: Values) -> bool:
        """Return whether to wait. By default only for fine-tuning: the API has deprecated the status of other files."""
        wanted = state.get("wait_for_completion")
        return state["purpose"] == "fine-tune" if wanted is None else bool(wanted)

    def _uploaded(self, call: Call, content: BinaryIO, planned: Values) -> Answer:
        filename = (
            planned["filename"] if isinstance(planned["filename"], str) else _filename(planned)
        )
        body = create_body(self.attributes, planned, ("filename",))
        if content.seek(0, io.SEEK_END) > uploads.ONE_REQUEST:
            return uploads.upload_in_parts(
                call,
                content,
                filename=filename,
                purpose=body["purpose"],
                expires_after=body.get("expires_after"),
                project=planned.get("project_id"),
            )
        content.seek(0)
        return call.send(
            self.endpoint,
            self.endpoint.collection,
            planned,
            "upload the file",
            method="POST",
            body=body,
            files=[("file", (filename, content, "application/octet-stream"))],
            repeatable=False,
        )

    def _remote_digest(self, call: Call, state: Values) -> str | None:
        try:
            answer = call.send(
                self.endpoint,
                "/files/{id}/content",
                state,
                "read the content of the file",
                method="GET",
                json_answer=False,
            )
        except ApiError:
            return None  # the API does not return the content of files with some purposes
        return hashlib.sha256(answer.content).hexdigest()


def _filename(values: Mapping[str, Any]) -> Any:
    source = values.get("source")
    if source is UNKNOWN or values.get("purpose") is UNKNOWN:
        return UNKNOWN
    if source is not None:
        return PurePath(source).name
    return "file.jsonl" if values.get("purpose") in _LINES_OF_JSON else "file.txt"


class DataFile(Lookup):
    """An uploaded file, found by its id or by its name. To read its content, use the data source `openai_file_content`."""

    type_name = "openai_file"
    endpoint = File.endpoint
    by = "filename"
    schema = Schema(
        {
            **lookup_schema(
                File, by, not_returned=("expires_after",), also=("file_id",)
            ).attributes,
            "project_id": acting_project(),
        }
    )


class DataFiles(ListAll):
    """The files of the project: uploaded files, and files that the API created, such as the results of batches."""

    type_name = "openai_files"
    endpoint = File.endpoint
    items = "files"
    schema = list_all_schema(
        File,
        items,
        {
            "purpose": String(
                optional=True,
                enum=(*PURPOSES, *PURPOSES_OF_THE_API),
                doc="Only files for this purpose. Defaults to all.",
            ),
            "order": order(),
            "project_id": acting_project(),
        },
        not_returned=("expires_after",),
        grows=True,
    )
