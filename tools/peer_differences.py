"""Attributes of other providers that this provider does not have: the rows of one table in the guide.

A test compares the rows with the attributes of those providers, so that no row is missing or out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MKDEV, JIANYUAN = "mkdev-me/openai", "jianyuan/openai"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """An attribute, or a type, that a user has to write differently with this provider.

    Attributes:
        peer: the address of the other provider.
        kind: "resources" or "data_sources".
        types: the names of the types.
        attributes: the names of the attributes. Empty if this provider does not have the types.
        here: what to write instead, or why this provider does not have it.
    """

    peer: str
    kind: str
    types: tuple[str, ...]
    attributes: tuple[str, ...] = ()
    here: str


def _of_mkdev(kind: str, types: str, attributes: str, here: str) -> Difference:
    return Difference(
        peer=MKDEV,
        kind=kind,
        types=tuple(f"openai_{one}" for one in types.split()),
        attributes=tuple(attributes.split()),
        here=here,
    )


_R, _D = "resources", "data_sources"

DIFFERENCES: Sequence[Difference] = (
    Difference(
        peer=JIANYUAN,
        kind=_R,
        types=("openai_user_role",),
        attributes=("role",),
        here="`role` of `openai_organization_user`; `openai_user_role` gives a role by its `role_id`.",
    ),
    _of_mkdev(
        _R,
        "audio_translation image_variation",
        "",
        "OpenAI removes these APIs: see [API that is not included](left-out.md).",
    ),
    _of_mkdev(
        _R,
        "model",
        "permission",
        "Missing: the API does not return it.",
    ),
    _of_mkdev(
        _R,
        "audio_transcription speech_to_text",
        "file",
        '`file` is an object: `file = { source = "call.wav" }`.',
    ),
    _of_mkdev(_R, "speech_to_text", "stream", "Missing: Terraform waits for the complete answer."),
    _of_mkdev(_R, "batch", "error", "`errors`, a list of all errors."),
    _of_mkdev(
        _R,
        "chat_completion",
        "_imported_resource imported",
        "Missing: an import needs no flags.",
    ),
    _of_mkdev(_R, "chat_completion", "stream", "Missing: Terraform waits for the complete answer."),
    _of_mkdev(
        _R,
        "chat_completion",
        "usage",
        "`usage` is an object with numbers, and with objects for the details.",
    ),
    _of_mkdev(
        _R,
        "embedding",
        "embedding object",
        "`embedding` (for one input) or `embeddings`: lists of numbers, not JSON in a string.",
    ),
    _of_mkdev(
        _R,
        "fine_tuning_checkpoint_permission",
        "project_ids",
        "`project_id`. Use `for_each` to declare one resource for each project.",
    ),
    _of_mkdev(
        _R, "fine_tuning_job", "validation_loss", "The data source `openai_fine_tuning_job_events`."
    ),
    _of_mkdev(
        _R,
        "image_edit",
        "image mask",
        'They are objects: `image = [{ source = "cat.png" }]`, `mask = { source = "mask.png" }`.',
    ),
    _of_mkdev(
        _R,
        "image_edit image_generation",
        "data",
        "`images`, a list of objects.",
    ),
    _of_mkdev(
        _R,
        "image_edit image_generation",
        "model",
        "`model` is required: OpenAI has shut down the default models of `mkdev-me/openai`.",
    ),
    _of_mkdev(
        _R,
        "moderation",
        "categories category_scores",
        "`results[*].categories` and `results[*].category_scores`.",
    ),
    _of_mkdev(
        _R,
        "project",
        "archived_at created_at",
        "They are numbers: seconds since 1970-01-01 (Unix time).",
    ),
    _of_mkdev(_R, "response", "prompt", "Missing: OpenAI has shut down reusable prompts."),
    _of_mkdev(_R, "response", "reasoning_effort", '`reasoning = { effort = "low" }`.'),
    _of_mkdev(_R, "response", "response_format", "`text = { format = … }`."),
    _of_mkdev(_R, "text_to_speech", "created_at", "Missing: the API does not return it."),
    _of_mkdev(
        _D,
        "audio_transcription",
        "transcription_id duration model segments text",
        "The data source transcribes a `file`, because OpenAI does not keep transcripts.",
    ),
    _of_mkdev(
        _D,
        "speech_to_text audio_transcriptions speech_to_texts audio_translation audio_translations text_to_speech "
        "text_to_speechs",
        "",
        "OpenAI does not keep transcripts and speech. Use the attributes of the resource. The data source "
        "`openai_audio_transcription` transcribes a file.",
    ),
    _of_mkdev(
        _D,
        "project project_api_key project_api_keys projects",
        "admin_key",
        "`admin_api_key` of the provider.",
    ),
    _of_mkdev(
        _D,
        "admin_api_key project_api_key",
        "created_at last_used_at",
        "They are numbers: seconds since 1970-01-01 (Unix time).",
    ),
    _of_mkdev(_D, "admin_api_key", "scopes", "Missing: the API does not return them."),
    _of_mkdev(_D, "batch", "error", "`errors`, a list of all errors."),
    _of_mkdev(_D, "batch", "request_counts", "`request_counts` is an object with numbers."),
    _of_mkdev(
        _D,
        "chat_completion",
        "usage",
        "`usage` is an object with numbers, and with objects for the details.",
    ),
    _of_mkdev(
        _D,
        "chat_completions",
        "before",
        "Missing: the API has only `after`.",
    ),
    _of_mkdev(
        _D, "fine_tuning_job", "error", "`error` is an object with `code`, `message` and `param`."
    ),
    _of_mkdev(
        _D,
        "fine_tuning_job",
        "hyperparameters method user_provided_suffix",
        "`resolved_method` and `suffix`.",
    ),
    _of_mkdev(
        _D, "project_service_account", "api_key_id", "The data source `openai_project_api_keys`."
    ),
    _of_mkdev(
        _D,
        "vector_store_file_batch",
        "batch_type file_ids purpose",
        "Missing: the API does not return them. The data source `openai_vector_store_file_batch_files` has the files.",
    ),
    _of_mkdev(
        _D,
        "vector_store_file_content",
        "content",
        "`text`. Here `content` is a list of parts.",
    ),
)


def table(folders: dict[str, str]) -> str:
    """Return the rows as a Markdown table.

    Args:
        folders: the noun for each kind, such as "data source" for "data_sources".
    """
    rows = [
        "| provider | object | attribute there | with this provider |",
        "| --- | --- | --- | --- |",
    ]
    for one in DIFFERENCES:
        objects = ", ".join(f"`{name}`" for name in one.types)
        attributes = ", ".join(f"`{name}`" for name in one.attributes) or "the whole type"
        rows.append(f"| `{one.peer}` | {folders[one.kind]} {objects} | {attributes} | {one.here} |")
    return "\n".join(rows) + "\n"
