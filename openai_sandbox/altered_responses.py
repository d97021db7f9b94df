"""Responses that a fault alters or drops: other fields, other ids, half of the JSON, or a closed connection."""

from __future__ import annotations

import asyncio
import json
import secrets
import string
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from openai_sandbox.faults import Faults

_EMPTY = {
    "object": b"{}",
    "error": b'{"error": {"message": "Something went wrong.", "type": "server_error"}}',
    "body": b"",
    "list": b'{"object": "list", "data": null}',
}
"""Successful responses without content, by the value of the fault ``empty``."""


def json_response(
    body: Any, faults: Faults, *, status: int, headers: Mapping[str, str], identifier: str
) -> Response:
    """Return a successful response as the faults alter it. ``identifier`` is the id of the object of the response."""
    if faults.has("extra-fields"):
        body = _with_extra_fields(body)
    if faults.has("other-id"):
        body = _with_other_ids(body, identifier)
    if empty := faults.first("empty"):
        return Response(_EMPTY[empty.value], status_code=status, media_type="application/json")
    if faults.has("malformed-json"):
        text = json.dumps(body).encode()
        return Response(text[: len(text) // 2], status_code=status, media_type="application/json")
    return JSONResponse(body, status_code=status, headers=dict(headers))


class Dropped(Response):
    """No response: the sandbox closes the connection."""

    def __init__(self, transport: asyncio.Transport | None) -> None:
        super().__init__()
        self._transport = transport

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection and wait until the server has noticed it."""
        del scope, send
        if self._transport is not None:
            self._transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def close(transport: asyncio.Transport) -> None:
    """Close a connection after its response."""
    transport.close()


def _with_extra_fields(body: Any) -> Any:
    """Add fields of a future version of the API to the object, or to the list and each of its objects."""
    if not isinstance(body, dict):
        return body
    more = {"sandbox_extra": {"nested": [1, None]}, "sandbox_extra_text": "unknown"}
    if isinstance(body.get("data"), list):
        return {**body, "data": [_with_extra_fields(one) for one in body["data"]], **more}
    return {**body, **more}


def _with_other_ids(body: Any, identifier: str) -> Any:
    """Return an object with another ``id``. Every field whose value is ``identifier`` also gets another value."""
    if not isinstance(body, dict) or isinstance(body.get("data"), list):
        return body
    ids = {
        name: f"{value.rstrip(string.ascii_letters + string.digits)}other{secrets.token_hex(8)}"
        for name, value in body.items()
        if isinstance(value, str) and (name == "id" or value == identifier)
    }
    return {**body, **ids}
