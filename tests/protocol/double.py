"""A provider in memory that can simulate failures, for tests of the protocol."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from provider_shim.vocabulary.diagnostics import Key, ProviderError, error, warning
from provider_shim.vocabulary.operations import (
    ApplyResult,
    Completed,
    DataResult,
    Function,
    FunctionError,
    ImportResult,
    ListResult,
    MoveResult,
    OpenResult,
    Parameter,
    PlanResult,
    Progress,
    ReadResult,
    RenewResult,
)
from provider_shim.vocabulary.schema import (
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN


class Thing:
    """One attribute of every kind."""

    type_name = "double_thing"
    description = "A **thing**."
    identity_names = ("id",)
    schema = Schema(
        {
            "id": String(computed=True, doc="Its id."),
            "name": String(optional=True, doc="Its name."),
            "count_": Integer(optional=True, doc="How many."),
            "ratio": Float(optional=True, doc="How much."),
            "on": Bool(optional=True, doc="Whether."),
            "labels": SetOf(String(), optional=True, doc="Its labels."),
            "metadata": MapOf(String(), optional=True, doc="Its metadata."),
            "free": Dynamic(optional=True, doc="Anything."),
            "secret": String(optional=True, write_only=True, doc="Sent and never stored."),
            "token": String(computed=True, sensitive=True, doc="Stored and never shown."),
            "parts": ListOf(
                Object({"size": Integer(required=True), "tag": String(optional=True)}),
                optional=True,
                doc="Its parts.",
            ),
            "old": String(optional=True, deprecated="Use name.", doc="An old name."),
        },
        version=2,
    )


class Found:
    """A data source, and an ephemeral resource."""

    type_name = "double_found"
    description = "A found thing."
    schema = Schema(
        {
            "name": String(required=True, doc="Its name."),
            "size": Integer(computed=True, doc="Its size."),
        }
    )


class Listed:
    """A list of things."""

    type_name = "double_thing"
    description = "Things."
    schema = Schema({"filter": String(optional=True, doc="How the list goes.")})


class Done:
    """An action."""

    type_name = "double_done"
    description = "Does a thing."
    schema = Schema(
        {
            "name": String(required=True, doc="Its name."),
            "note": String(optional=True, doc="What to say of it."),
        }
    )


def _join(arguments: list[Any]) -> str:
    separator, *parts = arguments
    if "boom" in parts:
        raise RuntimeError("the function went wrong")
    if "bad" in parts:
        raise FunctionError("bad is not allowed", 1 + parts.index("bad"))
    return str(separator).join(parts)


JOIN = Function(
    name="join",
    summary="Join texts.",
    description="Joins texts.",
    parameters=(Parameter(name="separator", type="string", doc="Between the parts."),),
    variadic=Parameter(name="parts", type="string", doc="The parts.", allow_null=True),
    returns="string",
    call=_join,
)


class Double:
    """The provider. The name of a thing sets the behaviour of operations: see `_obey`."""

    schema = Schema({"key": String(optional=True, sensitive=True, doc="The key.")})

    def __init__(self) -> None:
        self.resources = {Thing.type_name: Thing()}
        self.data_sources = {Found.type_name: Found()}
        self.ephemeral_resources = {Found.type_name: Found()}
        self.list_resources = {Listed.type_name: Listed()}
        self.actions = {Done.type_name: Done()}
        self.functions = {"join": JOIN}
        self.stopped = threading.Event()

    def _obey(self, name: Any) -> None:
        match name:
            case "crash":
                raise RuntimeError("it crashed over sk-abcdefghijklmnop")
            case "exit":
                raise SystemExit(3)
            case "refuse":
                raise ProviderError("Refused", "Told to refuse.", ("parts", 0, "tag"))
            case "print":
                sys.stdout.write("a library prints\n")
                os.write(1, b"a C library prints\n")
            case "wait":
                sys.stderr.write("waits until it is stopped\n")
                self.stopped.wait(30)
            case "modules":
                raise ProviderError("Modules", " ".join(sorted(sys.modules)))

    def validate_configuration(self, config: dict[str, Any]) -> list[Any]:
        if config["key"] == "wrong":
            return [error("Wrong key", "It is wrong.", ("key",))]
        return []

    def configure(self, config: dict[str, Any], *, terraform_version: str) -> list[Any]:
        key = "unknown" if config["key"] is UNKNOWN else config["key"]
        return [warning("Configured", f"{key} by {terraform_version}")]

    def stop(self) -> None:
        self.stopped.set()

    def end(self) -> None:
        """Nothing is noted."""

    def validate_resource(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        if config["metadata"] != {"team": "bad"}:
            return []
        return [error("Bad metadata", "Very bad.", ("metadata", Key("team")))]

    def upgrade_state(self, type_name: str, version: int, raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {"name": f"{raw['title']} of version {version}"} if "title" in raw else raw

    def read(self, type_name: str, state: dict[str, Any], private: bytes) -> ReadResult:
        self._obey(state["name"])
        if state["name"] == "gone":
            return ReadResult(state=None)
        if state["name"] == "another":
            return ReadResult(state=state | {"id": "another"})
        return ReadResult(state=state, private=private + b"+read")

    def plan(self, type_name, prior, proposed, config, private) -> PlanResult:
        if proposed is None:
            return PlanResult(planned=None, diagnostics=[warning("Destroyed", "It will be.")])
        self._obey(proposed["name"])
        planned = proposed | {"secret": None}
        if prior is None:
            planned |= {"id": UNKNOWN, "token": UNKNOWN}
        replaced = [("parts", 0, "size"), ("metadata", Key("team"))]
        if proposed["name"] != "replace":
            replaced = []
        return PlanResult(planned=planned, requires_replace=replaced, private=b"planned")

    def apply(self, type_name, prior, planned, config, private) -> ApplyResult:
        if planned is None:
            return ApplyResult(state=None)
        self._obey(planned["name"])
        token = f"{config['secret']} {private.decode()}"
        return ApplyResult(state=planned | {"id": "thing-1", "token": token}, private=b"applied")

    def import_state(self, type_name: str, id: str) -> ImportResult:  # noqa: A002
        return ImportResult(type_name=type_name, state={"id": id}, private=b"imported")

    def import_identity(self, type_name: str, identity: dict[str, str]) -> ImportResult:
        return ImportResult(type_name=type_name, state=dict(identity), private=b"imported")

    def generate_configuration(self, type_name: str, state: dict[str, Any]) -> dict[str, Any]:
        return state | {"id": None, "token": None}

    def move_state(  # noqa: PLR0917
        self, source_provider, source_type, source_version, raw, source_private, target_type
    ) -> MoveResult:
        name = f"{source_provider} {source_type} {source_version}"
        return MoveResult(
            state={"id": raw["key"], "name": name},
            private=source_private + b"+moved",
            unread=source_provider == "elsewhere",
        )

    def validate_data_source(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        return [warning("Data", str(config["name"]))]

    def read_data_source(self, type_name: str, config: dict[str, Any]) -> DataResult:
        self._obey(config["name"])
        return DataResult(state=config | {"size": 2**70})

    def validate_list(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        return [warning("List", str(config["filter"]), ("filter",))]

    def list_objects(
        self, type_name: str, config: dict[str, Any], *, include: bool, limit: int
    ) -> Iterator[ListResult]:
        if config["filter"] == "warn":
            yield ListResult(diagnostics=[warning("Warned", "Beforehand.")])
        for number in range(limit):
            if number == 2:
                self._obey(config["filter"])
            state = dict.fromkeys(Thing.schema.attributes) | {"id": str(number)}
            yield ListResult(
                identity={"id": str(number)},
                display_name=f"thing {number}",
                state=state if include else None,
            )

    def validate_ephemeral(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        return [warning("Ephemeral", str(config["name"]))]

    def open_ephemeral(self, type_name: str, config: dict[str, Any]) -> OpenResult:
        return OpenResult(result=config | {"size": 1}, renew_at=1_700_000_000.5, private=b"opened")

    def renew_ephemeral(self, type_name: str, private: bytes) -> RenewResult:
        once_more = None if b"renewed" in private else 1_700_000_100.0
        return RenewResult(private=private + b"+renewed", renew_at=once_more)

    def close_ephemeral(self, type_name: str, private: bytes) -> list[Any]:
        return [warning("Closed", private.decode())]

    def validate_action(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        return [warning("Action", str(config["name"]), ("name",))]

    def plan_action(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        self._obey(config["name"])
        return [warning("Planned", str(config["name"]))]

    def invoke_action(self, type_name: str, config: dict[str, Any]) -> Iterator[Any]:
        yield Progress(message=f"begun {config['name']}")
        self._obey(config["name"])
        yield Progress(message="")
        yield Completed(diagnostics=[warning("Done", str(config["note"]), ("note",))])


class Streams:
    """Additional procedures with streams of messages."""

    def __init__(self, double: Double) -> None:
        self._stopped = double.stopped
        self._made = 0
        self._closed = threading.Event()

    def count(self, request: bytes) -> Iterator[bytes]:
        """Yield the requested number of messages, each of a thousand bytes."""
        for number in range(int(request)):
            yield b"%01000d" % number

    def until_stopped(self, _: bytes) -> Iterator[bytes]:
        yield b"waiting"
        self._stopped.wait(30)
        yield b""
        yield b"stopped"

    def endless(self, _: bytes) -> Iterator[bytes]:
        self._closed.clear()
        self._made = 0
        try:
            while True:
                self._made += 1
                yield bytes(1000)
        finally:
            self._closed.set()

    def made(self, _: bytes) -> bytes:
        return b"%d" % self._made

    def closed(self, _: bytes) -> bytes:
        """Return whether the endless stream is closed. Wait a short time for it."""
        return b"%d" % self._closed.wait(10)

    def broken(self, _: bytes) -> Iterator[bytes]:
        yield b"first"
        raise RuntimeError("the stream broke")


if __name__ == "__main__":
    from provider_shim.protocol import server
    from provider_shim.protocol.launch import launch

    if "--patient" in sys.argv:  # whatever is waited for at a shutdown is then waited for long
        server._AT_SHUTDOWN = 600.0  # type: ignore[misc]

    def load() -> Any:
        from provider_shim.protocol.procedures import methods

        if "--slow" in sys.argv:
            time.sleep(2)
        if "--broken" in sys.argv:
            raise RuntimeError("the declarations are broken")
        double = Double()
        streams = Streams(double)
        own = ("count", "until_stopped", "endless", "made", "closed", "broken")
        return {**methods(double), **{name: getattr(streams, name) for name in own}}

    launch(load, os.environ, debug="--debug" in sys.argv)
