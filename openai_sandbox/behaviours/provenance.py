"""Checks of provenance. A signal is detected if the file contains its name (``c2pa`` or ``synthid``)."""

from __future__ import annotations

from typing import Any

from openai_sandbox.calls import Answer, Call

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_MODEL = "gpt-image-1"


def create(call: Call) -> Answer:
    """Return one result for each kind of signal: both for an image, only ``synthid`` for other files."""
    upload = call.upload("file")
    content = upload.stream.read()
    is_image = content.startswith(_IMAGES) or content[8:12] == b"WEBP"
    results = [_result("c2pa", b"c2pa" in content)] if is_image else []
    results.append(_result("synthid", b"synthid" in content))
    return Answer(
        body={"object": "content_provenance_check", "created_at": call.now, "results": results}
    )


def _result(kind: str, found: bool) -> dict[str, Any]:  # noqa: FBT001  # the only value
    result: dict[str, Any] = {
        "type": kind,
        "outcome": "detected" if found else "not_detected",
        "model": _MODEL if found else None,
        "generated_at": "2026-01-01T00:00:00Z" if found else None,
    }
    if kind == "c2pa":
        result["validation_state"] = "trusted" if found else "not_present"
        result["issuer"] = "OpenAI" if found else None
    return result


HANDLERS = {"POST /content_provenance_checks": create}
