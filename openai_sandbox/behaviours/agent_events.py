"""The events of an agent's session, as they happen.

The events are the differences between two reads of the session, its turns and their items, so they are also right if another
request advances the turn or cancels it. A stream reads the session again and again, which advances it like the reads of a client.
"""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from openai_sandbox.behaviours import agent_turns, streams
from openai_sandbox.calls import Answer, Call
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

_INTERVAL = 0.02
"""The seconds between two reads."""
_ENDED = ("idle", "failed")
_STARTED = {"status": "in_progress", "completed_at": None, "error": None, "usage": None}


def of_new_session(call: Call, session: Record) -> Answer:
    """Return the events of a new session until its first turn has ended."""
    created = {**session.wire, "status": "idle"}
    first = _event("agent.session.created", session=created)
    return _streamed(_live(call, session, _Observation(status="idle"), first, until_end=True))


def from_now_on(call: Call, session: Record) -> Answer:
    """Return the current status of a session as an event, and then its events until it is deleted."""
    first = _event(f"agent.session.{session.wire['status']}", session=session.wire)
    seen = _Observation(status=session.wire["status"])
    for _ in seen.changes(call, session):
        pass
    return _streamed(_live(call, session, seen, first, until_end=False))


def _streamed(events: AsyncIterator[bytes]) -> Answer:
    return Answer(content=events, media_type=streams.MEDIA_TYPE)


async def _live(
    call: Call, session: Record, seen: _Observation, first: streams.Event, *, until_end: bool
) -> AsyncIterator[bytes]:
    yield streams.named_event(first)
    while True:
        read = _advanced(call, session)
        if read is None:  # the session is deleted
            return
        for event in list(seen.changes(call, read)):
            yield streams.named_event(event)
            await asyncio.sleep(seen.pace)
        if until_end and read.wire["status"] in _ENDED:
            return
        await asyncio.sleep(_INTERVAL)


def _advanced(call: Call, session: Record) -> Record | None:
    with call.store.transaction():
        read = call.store.get(session.collection, session.id)
        if read is not None:
            agent_turns.advance(dataclasses.replace(call, now=int(time.time())), read)
        return read


@dataclasses.dataclass(kw_only=True)
class _Observation:
    """What a stream has reported of a session.

    Attributes:
        status: The status of the session.
        turn: The place of the last turn whose end is reported.
        items: The place of the last item of that turn.
        started: Whether the start of the next turn is reported.
        added: The ids of the items of that turn that are reported.
        done: The ids of those whose end is reported.
        pace: The seconds between two events.
    """

    status: str
    turn: int = 0
    items: int = 0
    started: bool = False
    added: set[str] = dataclasses.field(default_factory=set)
    done: set[str] = dataclasses.field(default_factory=set)
    pace: float = 0

    def changes(self, call: Call, session: Record) -> Iterator[streams.Event]:
        """Yield the events since the last time."""
        turns = call.store.ordered(f"{session.path}/turns", ascending=True, beyond=self.turn)
        for turn in list(turns):
            yield from self._turn_events(call, session, turn)
        status = session.wire["status"]
        if status != self.status:
            self.status = status
            yield _event(f"agent.session.{status}", session=session.wire)

    def _turn_events(self, call: Call, session: Record, turn: Record) -> Iterator[streams.Event]:
        place = {"session_id": session.id, "turn_id": turn.id}
        self.pace = turn.extra.get("pace", 0)
        if not self.started:
            self.started = True
            started = {**turn.wire, **_STARTED}
            yield _event("agent.session.turn.created", **place, turn=started)
            running = {**session.wire, "status": "in_progress", "required_actions": []}
            if self.status != "in_progress":
                self.status = "in_progress"
                yield _event("agent.session.in_progress", session={**running, "error": None})
            yield _event("agent.session.turn.in_progress", **place, turn=started)
        items = list(call.store.ordered(f"{session.path}/items", ascending=True, beyond=self.items))
        of_turn = [one for one in items if one.wire["turn_id"] == turn.id]
        outputs = [one for one in of_turn if not _is_input(one.wire)]
        for item in of_turn:
            index = outputs.index(item) if item in outputs else None
            yield from self._item_events(item.wire, {**place, "output_index": index})
        ended = turn.wire["status"]
        if ended in {"completed", "failed", "cancelled"}:
            self.turn, self.started = turn.seq, False
            self.items = max((one.seq for one in of_turn), default=self.items)
            yield _event(
                f"agent.session.turn.{ended}", **place, turn=turn.wire, usage=turn.wire["usage"]
            )

    def _item_events(
        self, item: Mapping[str, Any], place: Mapping[str, Any]
    ) -> Iterator[streams.Event]:
        if item["id"] not in self.added:
            self.added.add(item["id"])
            opened: dict[str, Any] = {**item}
            if not _is_input(item):
                opened["status"] = "in_progress"
            if item.get("role") == "assistant":
                opened["content"] = []
            yield _event("agent.session.turn.item.added", **place, item=opened)
        if _is_input(item) or item["id"] in self.done:
            return
        if item["status"] != "in_progress":
            self.done.add(item["id"])
            yield from _text_events(item, place)
            yield _event("agent.session.turn.item.done", **place, item=item)


def _is_input(item: Mapping[str, Any]) -> bool:
    """Return whether an item comes from the user. Such an item has no end, and no place in the output."""
    return item.get("role") == "user" or item["type"] == "function_call_output"


def _text_events(item: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[streams.Event]:
    for number, part in enumerate(item.get("content", ())):
        there = {**place, "item_id": item["id"], "content_index": number}
        kind = "agent.session.turn"
        yield _event(f"{kind}.content_part.added", **there, part={**part, "text": ""})
        for word in streams.words(part["text"]):
            yield _event(f"{kind}.output_text.delta", **there, delta=word)
        yield _event(f"{kind}.output_text.done", **there, text=part["text"])
        yield _event(f"{kind}.content_part.done", **there, part=part)


def _event(kind: str, **facts: Any) -> streams.Event:
    return {"type": kind, "event_id": new_id("event_"), **facts}
