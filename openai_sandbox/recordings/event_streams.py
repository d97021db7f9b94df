"""Server-sent events: from bytes to events, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from openai_sandbox.recordings.exchanges import Event


def parsed(pieces: Iterable[tuple[float, bytes]]) -> Iterator[Event]:
    """Yield the events of a stream.

    Args:
        pieces: The pieces of the stream, each with the time in seconds when it arrived.

    Raises:
        ValueError: The stream is not UTF-8, or ends within an event.
    """
    rest, last = b"", None
    for time, piece in pieces:
        *blocks, rest = (rest + piece).replace(b"\r\n", b"\n").split(b"\n\n")
        for block in blocks:
            event = _event(block.decode())
            if event is not None:
                data, name = event
                yield Event(data=data, event=name, after=0 if last is None else time - last)
                last = time
    if rest.strip():
        raise ValueError("The stream ends within an event.")


def _event(block: str) -> tuple[Any, str | None] | None:
    fields: dict[str, list[str]] = {}
    for line in block.split("\n"):
        name, _, value = line.partition(":")
        fields.setdefault(name, []).append(value.removeprefix(" "))
    if "data" not in fields:
        return None  # a comment that keeps the connection open
    text = "\n".join(fields["data"])
    try:
        data = json.loads(text)
    except ValueError:
        data = text
    return data, fields.get("event", [None])[0]


def rendered(event: Event) -> bytes:
    """Return the bytes of an event."""
    data = event.data if isinstance(event.data, str) else json.dumps(event.data)
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    name = f"event: {event.event}\n" if event.event else ""
    return f"{name}{lines}\n".encode()
