"""The attributes and the download of data sources for files: a size limit, and the content as text and as base64."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Attribute, Integer, String

DEFAULT_LIMIT = 1024 * 1024
"""Bytes. The state stores the content, and more is rarely useful there."""

HIGHEST_LIMIT = 32 * 1024 * 1024
"""Bytes. With both forms of the content, more does not fit into one message to Terraform."""

CONTENT: Mapping[str, Attribute] = {
    "max_bytes": Integer(
        optional=True,
        local=True,
        minimum=0,
        maximum=HIGHEST_LIMIT,
        doc=f"The maximum size of the content in bytes, at most {HIGHEST_LIMIT}. Larger content is an error. Defaults to "
        f"{DEFAULT_LIMIT}.",
    ),
    "content": String(
        computed=True, doc="The content as text. Null if the content is not UTF-8 text."
    ),
    "content_base64": String(computed=True, doc="The content as base64."),
}


def download(call: Call, rest: Rest, path: str, config: Values, size: Any) -> Values:
    """Return the configuration with the values of `CONTENT`. For the arguments, see `downloaded`.

    Raises:
        ProviderError: the content is too large or cannot be downloaded.
    """
    content = downloaded(call, rest, path, config, size)
    return {**config, "content": as_text(content), "content_base64": as_base64(content)}


def downloaded(call: Call, rest: Rest, path: str, config: Values, size: Any = None) -> bytes:
    """Return the content.

    Args:
        call: the operation.
        rest: the endpoint of the object.
        path: the path of the content, with names in braces.
        config: the values for the path, and ``max_bytes``.
        size: the size in bytes that the API returned before the download, or a value that is not an integer.

    Raises:
        ProviderError: the content is too large or cannot be downloaded.
    """
    if isinstance(size, int):
        check_size(size, config)
    answer = call.send(rest, path, config, "download the content", method="GET", json_answer=False)
    check_size(len(answer.content), config)
    return answer.content


def as_text(content: bytes) -> str | None:
    """Return the content as text, or None if it is not UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def as_base64(content: bytes) -> str:
    """Return the content as base64."""
    return base64.b64encode(content).decode()


def check_size(size: int, config: Values) -> None:
    """Check that the size of the content is within ``max_bytes``.

    Raises:
        ProviderError: the content is too large.
    """
    limit = DEFAULT_LIMIT if config["max_bytes"] is None else config["max_bytes"]
    if size > limit:
        raise ProviderError(
            "Content too large",
            f"The content has {size:,} bytes, but the limit is {limit:,}, since the state stores the content. To accept it, set a "
            "higher `max_bytes`.",
            ("max_bytes",),
        )
