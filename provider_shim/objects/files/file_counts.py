"""The number of files of a vector store in each state, and the warning about files that failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Diagnostic, Path, warning
from provider_shim.vocabulary.schema import Integer, Object

FILE_COUNTS = Object(
    {
        "in_progress": Integer(computed=True, doc="The number of files that are being processed."),
        "completed": Integer(computed=True, doc="The number of files that can be searched."),
        "failed": Integer(computed=True, doc="The number of files that could not be processed."),
        "cancelled": Integer(
            computed=True, doc="The number of files whose processing was cancelled."
        ),
        "total": Integer(computed=True, doc="The number of all files."),
    },
    computed=True,
    volatile=True,
    doc="The number of files in each state.",
)


def failed_files(
    place: str, advice: str, path: Path = ()
) -> Callable[[Mapping[str, Any]], Diagnostic | None]:
    """Return the warning of a `Wait` about files that could not be processed. The other files can be searched.

    Args:
        place: where the files are, with ``{id}`` for the id of the object.
        advice: where to read why each file failed.
        path: the argument that names the files.
    """

    def warn(state: Mapping[str, Any]) -> Diagnostic | None:
        counts = state["file_counts"] or {}
        if not counts.get("failed"):
            return None
        return warning(
            "Files not processed",
            f"{counts['failed']} of {counts['total']} files {place.format_map(state)} could not be processed and cannot be "
            f"searched. {advice}",
            path,
        )

    return warn
