"""What configurations of other providers have and this provider does not: the rows of one table in the guide.

A test compares the rows with the attributes that those providers have, so that nothing is missing and nothing is out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MKDEV, JIANYUAN = "mkdev-me/openai", "jianyuan/openai"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something that is written otherwise here.

    Attributes:
        peer: the address of the other provider.
        kind: "resources" or "data_sources".
        types: the types that it is about.
        attributes: their attributes; none where the whole type is missing.
        here: what to write instead, or why there is nothing.
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
        "OpenAI removes these APIs: see [what is left out](left-out.md).",
    ),
    _of_mkdev(
        _R,
        "model",
        "permission",
        "Left out: the API does not tell it.",
    ),
    _of_mkdev(
        _R,
        "audio_transcription speech_to_text",
        "file",
        'An object: `file = { source = "call.wav" }`.',
    ),
    _of_mkdev(_R, "speech_to_text", "stream", "Left out: Terraform waits for the whole answer."),
    _of_mkdev(_R, "batch", "error", "`errors`, which lists what is wrong."),
    _of_mkdev(
        _R,
        "chat_completion",
        "_imported_resource imported",
        "Left out: an import needs no flags.",
    ),
    _of_mkdev(_R, "chat_completion", "stream", "Left out: Terraform waits for the whole answer."),
    _of_mkdev(
        _R, "chat_completion", "usage", "An object with numbers, and objects for the details."
    ),
    _of_mkdev(
        _R,
        "embedding",
        "embedding object",
        "`embedding` (of one input) or `embeddings`: lists of numbers, not JSON in a text.",
    ),
    _of_mkdev(
        _R,
        "fine_tuning_checkpoint_permission",
        "project_ids",
        "`project_id`: one resource for each project, by `for_each`.",
    ),
    _of_mkdev(
        _R, "fine_tuning_job", "validation_loss", "The data source `openai_fine_tuning_job_events`."
    ),
    _of_mkdev(
        _R,
        "image_edit",
        "image mask",
        'Objects: `image = [{ source = "cat.png" }]`, `mask = { source = "mask.png" }`.',
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
        "Required: the models that are the default elsewhere are shut down.",
    ),
    _of_mkdev(
        _R,
        "moderation",
        "categories category_scores",
        "`results[*].categories` and `results[*].category_scores`.",
    ),
    _of_mkdev(_R, "project", "archived_at created_at", "Numbers: seconds since 1970."),
    _of_mkdev(_R, "response", "prompt", "Left out: OpenAI shut down reusable prompts."),
    _of_mkdev(_R, "response", "reasoning_effort", '`reasoning = { effort = "low" }`.'),
    _of_mkdev(_R, "response", "response_format", "`text = { format = … }`."),
    _of_mkdev(_R, "text_to_speech", "created_at", "Left out: the API does not tell it."),
    _of_mkdev(
        _D,
        "audio_transcription",
        "transcription_id duration model segments text",
        "It transcribes a `file`: OpenAI keeps no transcripts.",
    ),
    _of_mkdev(
        _D,
        "speech_to_text audio_transcriptions speech_to_texts audio_translation audio_translations text_to_speech "
        "text_to_speechs",
        "",
        "OpenAI does not keep what is transcribed or spoken: refer to the resource. The data source `openai_audio_transcription` "
        "transcribes a file.",
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
        "Numbers: seconds since 1970.",
    ),
    _of_mkdev(_D, "admin_api_key", "scopes", "Left out: the API does not tell them."),
    _of_mkdev(_D, "batch", "error", "`errors`, which lists what is wrong."),
    _of_mkdev(_D, "batch", "request_counts", "An object with numbers."),
    _of_mkdev(
        _D, "chat_completion", "usage", "An object with numbers, and objects for the details."
    ),
    _of_mkdev(
        _D,
        "chat_completions",
        "before",
        "Left out: the API takes `after` alone.",
    ),
    _of_mkdev(_D, "fine_tuning_job", "error", "An object with `code`, `message` and `param`."),
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
        "Left out: the API does not tell them. Files are in `openai_vector_store_file_batch_files`.",
    ),
    _of_mkdev(
        _D,
        "vector_store_file_content",
        "content",
        "`text`; `content` is a list of parts.",
    ),
)


def table(folders: dict[str, str]) -> str:
    """Return the rows as a Markdown table; ``folders`` are what the kinds are called."""
    rows = ["| provider | object | there | here |", "| --- | --- | --- | --- |"]
    for one in DIFFERENCES:
        objects = ", ".join(f"`{name}`" for name in one.types)
        attributes = ", ".join(f"`{name}`" for name in one.attributes) or "the whole object"
        rows.append(f"| `{one.peer}` | {folders[one.kind]} {objects} | {attributes} | {one.here} |")
    return "\n".join(rows) + "\n"
