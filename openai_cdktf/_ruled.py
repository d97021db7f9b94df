"""Applies the rules of the provider to the values of a kind. See `openai_cdktf._rules`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from openai_cdktf._kinds import Doubt, Kind
from openai_cdktf._known import UNKNOWN, is_token, plain
from openai_cdktf._location import Location
from openai_cdktf._misfits import Fault, MisfitError
from openai_cdktf._rules.limits import Limit
from openai_cdktf._rules.relations import Relation

Read = TypeVar("Read")
Write = TypeVar("Write")

Rule = Callable[[Any], str | None]
"""A function that returns a sentence about the fault of a value, or None."""


class Ruled(Kind[Read, Write]):
    """A kind with rules. A violated rule is an error, and a doubt is a warning when the stack is synthesized."""

    def __init__(
        self, kind: Kind[Read, Write], *rules: Rule, doubts: tuple[Rule, ...] = ()
    ) -> None:
        self.kind = kind
        self.rules = rules
        self.own_doubts = doubts
        self.expected = kind.expected
        self.shapes = kind.shapes
        self.free = kind.free
        self.doubtful = bool(doubts) or kind.doubtful

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        accepted = self.kind.accept(value)
        if self.rules and (broken := sentences(self.rules, accepted)):
            raise MisfitError.of(Fault(sentence, ruled=True) for sentence in broken)
        return accepted

    def refer(self, location: Location) -> Read:
        """See `Kind.refer`."""
        return self.kind.refer(location)

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`."""
        yield from (((), sentence) for sentence in sentences(self.own_doubts, accepted))
        yield from self.kind.doubts(accepted)


def sentences(rules: Iterable[Rule], accepted: Any) -> list[str]:
    """Return the sentences of all rules that a value in the CDK's form violates. Unknown values violate no rule."""
    found: list[str] = []
    if is_token(accepted):
        return found
    whole = None
    for rule in rules:
        if isinstance(rule, Limit):
            sentence = rule(accepted)
        else:
            whole = plain(accepted) if whole is None else whole
            sentence = None if whole is UNKNOWN else rule(whole)
        if sentence:
            found.append(sentence)
    return found


def broken_relations(
    relations: Iterable[Relation], accepted: Mapping[str, Any], faults: Iterable[Fault]
) -> Iterator[Fault]:
    """Yield a fault for each violated relation between arguments. ``faults`` are the faults that are already known."""
    # Most arguments violate no relation, with or without their tokens. This check is faster than checking the values.
    suspect = [relation for relation in relations if relation.fault(accepted, UNKNOWN)]
    if not suspect:
        return
    values: dict[Any, Any] = {
        name: UNKNOWN if is_token(value) else value for name, value in accepted.items()
    }
    values |= {fault.path[0]: UNKNOWN for fault in faults if fault.path}
    for relation in suspect:
        if fault := relation.fault(values, UNKNOWN):
            yield Fault(fault.sentence, ruled=True)
