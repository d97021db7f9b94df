"""Recordings in YAML, in the list ``recordings`` of a file with answers (see ``answers.schema.json``)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from openai_sandbox.durations import duration, seconds
from openai_sandbox.recordings.exchanges import (
    Event,
    Exchange,
    RecordedRequest,
    RecordedResponse,
)
from openai_sandbox.yaml_files import LOADER, FileError, YamlFile, published_schema

Source = str | Path | Sequence[Mapping[str, Any]]
"""The path of a file, or the recordings themselves."""

_HEAD = """\
# Requests to models, and their responses. `openai-cdktf sandbox --record` wrote them, without keys.
# You can change them. `openai-cdktf sandbox --replay` answers requests with them.
recordings:
"""
_PROBE = "- request: GET /\n  response: {}\n"
_INLINE = 100


def read(source: Source) -> list[Exchange]:
    """Return the exchanges of a file, in its order.

    Raises:
        FileError: The file cannot be read or has a mistake.
    """
    content: Any = source
    if not isinstance(source, (str, Path)):
        content = {"recordings": [dict(one) for one in source]}
    return exchanges_in(YamlFile(content, published_schema("answers")))


def exchanges_in(file: YamlFile) -> list[Exchange]:
    """Return the exchanges of a file that is read already."""
    return [
        _exchange(one, file.place("recordings", number))
        for number, one in enumerate(file.content.get("recordings") or ())
    ]


def _exchange(facts: Mapping[str, Any], place: str) -> Exchange:
    response = facts["response"]
    events = response.get("events")
    kind = "text/event-stream" if events is not None else "application/json"
    encoded = response.get("base64")
    return Exchange(
        request=RecordedRequest(
            name=facts["request"], query=facts.get("query", {}), body=facts.get("body")
        ),
        response=RecordedResponse(
            status=response.get("status", 200),
            content_type=response.get("content_type", kind),
            delay=seconds(response.get("delay")),
            body=response.get("body"),
            text=response.get("text"),
            content=None if encoded is None else base64.b64decode(encoded),
            events=None if events is None else tuple(_event(one) for one in events),
        ),
        place=place,
    )


def _event(facts: Mapping[str, Any]) -> Event:
    return Event(data=facts["data"], event=facts.get("event"), after=seconds(facts.get("after")))


def prepare(file: Path) -> None:
    """Create a file for recordings. If it exists, check that it can take more of them.

    Raises:
        FileError: The file cannot be written, or has a mistake.
    """
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if not text.strip():
            file.write_text(_HEAD, encoding="utf-8")
            return
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(f"{file} cannot be written: {reason}.") from error
    content = YamlFile(file, published_schema("answers")).content
    known = content.get("recordings")
    ended = text if text.endswith("\n") else f"{text}\n"
    ended += "" if "recordings" in content else "recordings:\n"
    try:
        extended = yaml.load(f"{ended}{_PROBE}", Loader=LOADER)  # noqa: S506  # a safe loader
    except yaml.YAMLError:
        extended = {}
    if len(extended.get("recordings") or ()) != len(known or ()) + 1:
        raise FileError(
            f"{file} cannot take more recordings. Move `recordings:` to its end, with an item on each line that "
            "begins with `- ` in the first column. Or choose another file."
        )
    file.write_text(ended, encoding="utf-8")


def append(file: Path, exchange: Exchange) -> None:
    """Add an exchange to the end of a file.

    Raises:
        OSError: The file cannot be written.
    """
    with file.open("a", encoding="utf-8", errors="replace") as stream:
        stream.write(written(exchange))


def written(exchange: Exchange) -> str:
    """Return an exchange in YAML, as an item of the list."""
    request, response = exchange.request, exchange.response
    facts: dict[str, Any] = {"request": request.name}
    if request.query:
        facts["query"] = dict(request.query)
    if request.body is not None:
        facts["body"] = request.body
    answer: dict[str, Any] = {"status": response.status}
    if response.delay:
        answer["delay"] = duration(response.delay)
    if response.events is not None:
        answer["events"] = [_event_facts(one) for one in response.events]
    elif response.text is not None or response.content is not None:
        answer["content_type"] = response.content_type
        if response.text is not None:
            answer["text"] = response.text
        else:
            answer["base64"] = base64.encodebytes(response.content or b"").decode()
    else:
        answer["body"] = response.body
    facts["response"] = answer
    return yaml.dump(
        [facts], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, indent=2
    )


def _event_facts(event: Event) -> dict[str, Any]:
    facts: dict[str, Any] = {"event": event.event} if event.event else {}
    if round(event.after * 1000):
        facts["after"] = duration(event.after)
    return {**facts, "data": event.data}


_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc]  # in C if possible
    """Writes texts of several lines as they are, and short values on one line."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> Any:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: _Dumper, value: list[Any]) -> Any:
    scalars = all(not isinstance(one, (dict, list)) for one in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=scalars)


def _mapping(dumper: _Dumper, value: dict[str, Any]) -> Any:
    short = len(repr(value)) <= _INLINE and not any(
        isinstance(one, str) and "\n" in one for one in value.values()
    )
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
