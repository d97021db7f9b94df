"""The Responses API over a WebSocket: each event of the client creates a response, which is streamed."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from typing import Any

from openai_sandbox.behaviours import responses
from openai_sandbox.calls import Call
from openai_sandbox.dialogs import Event, Reply
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.schema_validation import check

_CREATE = "response.create"
_ENVELOPE = {"type", "stream_id", "stream"}
"""The fields of an event that are not part of the request."""


class ResponseConnection:
    """One connection. ``call`` is a call to ``POST /responses``."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def opening(self) -> Sequence[Event]:
        """Return no events: the client begins."""
        return ()

    def reply(self, event: Event) -> Reply:
        """Return the events of a new response.

        Raises:
            ApiError: The request is not valid.
        """
        if event.get("type") != _CREATE:
            message = f"Invalid value: '{event.get('type')}'. Supported values are: '{_CREATE}'."
            raise invalid(message, "type", "invalid_value")
        body = {name: one for name, one in event.items() if name not in _ENVELOPE}
        if body.get("background"):
            raise invalid("'background' is not supported over a WebSocket.", "background")
        check(self._call.operation.body_schema("application/json") or {}, body)
        call = dataclasses.replace(self._call, body=body, now=int(time.time()))
        created = responses.create_streamed(call)
        lane = _lane(event)
        events = [{**one, **lane} for one in created.events]
        return Reply(events=events, delay=created.delay, pace=created.pace)

    def error(self, error: ApiError, event: Event) -> Event:
        """Return the event that reports an error."""
        return {"type": "error", "status": error.status, **error.body(), **_lane(event)}

    def problems(self, event: Event) -> list[str]:
        """Return no problems: the document describes the events of streams only in part."""
        del event
        return []


def _lane(event: Event) -> dict[str, Any]:
    """Return the field with which a client tells several responses of one connection apart."""
    return {"stream_id": event["stream_id"]} if "stream_id" in event else {}
