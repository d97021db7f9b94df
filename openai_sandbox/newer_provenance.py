"""Checks of where content comes from, which OpenAI's package knows and the oldest document does not.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.describing import (
    FILE,
    NUMBER,
    TEXT,
    Raw,
    answering,
    any_of,
    one,
    or_null,
    record,
    several,
    variant,
)

_SIGNAL = {
    "outcome": one("detected", "not_detected"),
    "model": or_null(TEXT),
    "generated_at": or_null(TEXT),
}
_RESULT = any_of(
    variant(
        "c2pa",
        {
            **_SIGNAL,
            "validation_state": one("trusted", "valid", "invalid", "not_present"),
            "issuer": or_null(TEXT),
        },
    ),
    variant("synthid", _SIGNAL),
)
_CHECK = record(
    {
        "object": one("content_provenance_check"),
        "created_at": NUMBER,
        "results": several(_RESULT),
    }
)

PATHS: Mapping[str, Mapping[str, Raw]] = {
    "/content_provenance_checks": {
        "post": {
            "requestBody": {"content": {"multipart/form-data": {"schema": record({"file": FILE})}}},
            **answering(_CHECK),
        }
    }
}
"""Operations by path and method, as in a document."""
