"""Rules for several arguments of one object. See `provider_shim.rules`.

An unknown value may turn out to be null, so it counts neither as set nor as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.records import Record

CONFLICT, MISSING = "Conflicting arguments", "Missing argument"


class Fault(Record):
    """A violation of a rule.

    Attributes:
        summary: a few words.
        sentence: a sentence.
        at: the argument with the error.
        names: the arguments that exclude each other, if there are several.
    """

    summary: str
    sentence: str
    at: str
    names: tuple[str, ...] = ()


class Relation(Record):
    """A rule about several arguments of one object."""

    def fault(self, values: Mapping[str, Any], unknown: object) -> Fault | None:
        """Return what is wrong, or None.

        Args:
            values: the arguments by name. None or a missing entry means that the argument is not set.
            unknown: the marker of a value that is not known yet.
        """
        raise NotImplementedError


class Conflict(Relation):
    """Two arguments that exclude each other."""

    name: str
    other: str

    def fault(self, values: Mapping[str, Any], unknown: object) -> Fault | None:
        """See `Relation.fault`."""
        for name in (self.name, self.other):
            if values.get(name) is None or values[name] is unknown:
                return None
        return Fault(
            summary=CONFLICT,
            sentence=f"`{self.name}` cannot be set together with `{self.other}`. Remove one of them.",
            at=self.name,
            names=(self.name, self.other),
        )


class Needs(Relation):
    """An argument that requires another argument, which must not be false."""

    name: str
    other: str

    def fault(self, values: Mapping[str, Any], unknown: object) -> Fault | None:
        """See `Relation.fault`."""
        needing, needed = values.get(self.name), values.get(self.other)
        if needing is None or needing is unknown:
            return None
        if needed is None:
            return Fault(
                summary=MISSING,
                sentence=f"`{self.name}` needs `{self.other}` to be set as well.",
                at=self.name,
            )
        if needed is False:
            return Fault(
                summary=CONFLICT,
                sentence=f"`{self.name}` needs `{self.other} = true`.",
                at=self.name,
            )
        return None


class ExactlyOne(Relation):
    """Arguments of which exactly one is set."""

    names: tuple[str, ...]

    def fault(self, values: Mapping[str, Any], unknown: object) -> Fault | None:
        """See `Relation.fault`."""
        states = {name: values.get(name) for name in self.names}
        given = [
            name for name, value in states.items() if value is not None and value is not unknown
        ]
        names = ", ".join(f"`{name}`" for name in self.names)
        if len(given) > 1:
            return Fault(
                summary=CONFLICT,
                sentence=f"Only one of {names} can be set.",
                at=given[1],
                names=tuple(given),
            )
        if given or any(value is unknown for value in states.values()):
            return None
        return Fault(
            summary=MISSING,
            sentence=f"One of {names} must be set.",
            at=self.names[0],
            names=self.names,
        )
