"""What data sources that download a file have in common: a size limit, and the content as text and as base64.

It must not know any particular object.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Attribute, Integer, String

DEFAULT_LIMIT = 1024 * 1024
"""Bytes: what is downloaded is stored in the state, where more is rarely wanted."""

HIGHEST_LIMIT = 32 * 1024 * 1024
"""Bytes: with both forms of the content, more does not fit into one answer to Terraform."""

CONTENT: Mapping[str, Attribute] = {
    "max_bytes": Integer(
        optional=True,
        local=True,
        minimum=0,
        maximum=HIGHEST_LIMIT,
        doc=f"The largest content to accept, in bytes, at most {HIGHEST_LIMIT}: a longer one is an error. Defaults to {DEFAULT_LIMIT}.",
    ),
    "content": String(
        computed=True, doc="The content as text; null where it is no text encoded as UTF-8."
    ),
    "content_base64": String(computed=True, doc="The content as base64."),
}


def download(call: Call, rest: Rest, path: str, config: Values, size: Any) -> Values:
    """Return the values of `CONTENT` beside the configuration; for the arguments see `downloaded`.

    Raises:
        ProviderError: the content is too large, or cannot be downloaded.
    """
    content = downloaded(call, rest, path, config, size)
    return {**config, "content": as_text(content), "content_base64": as_base64(content)}


def downloaded(call: Call, rest: Rest, path: str, config: Values, size: Any = None) -> bytes:
    """Return the content.

    Args:
        call: the operation.
        rest: where the object lives.
        path: of the content, with names in braces.
        config: what fills the path, and ``max_bytes``.
        size: bytes, as the API tells it before the download; anything else where it does not.

    Raises:
        ProviderError: it is too large, or cannot be downloaded.
    """
    if isinstance(size, int):
        check_size(size, config)
    answer = call.send(rest, path, config, "download the content", method="GET", json_answer=False)
    check_size(len(answer.content), config)
    return answer.content


def as_text(content: bytes) -> str | None:
    """Return the content as text; None where it is none."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def as_base64(content: bytes) -> str:
    """Return the content as base64."""
    return base64.b64encode(content).decode()


def check_size(size: int, config: Values) -> None:
    """Check that the content may be that large.

    Raises:
        ProviderError: it may not.
    """
    limit = DEFAULT_LIMIT if config["max_bytes"] is None else config["max_bytes"]
    if size > limit:
        raise ProviderError(
            "Content too large",
            f"The content has {size:,} bytes; at most {limit:,} are accepted. It would be stored in the state: raise "
            "`max_bytes` if that is what you want.",
            ("max_bytes",),
        )
