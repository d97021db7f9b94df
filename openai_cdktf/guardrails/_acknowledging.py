"""Accepts findings, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constructs import Construct

from openai_cdktf._calls import public
from openai_cdktf._misfits import meant_by
from openai_cdktf._source_lines import SourceLine, user_line
from openai_cdktf.guardrails._rules import Rule


@dataclass(frozen=True)
class Acknowledgement:
    """A reason why a rule does not apply to a construct and to everything in it.

    Attributes:
        path: the path of the construct.
        rule: the name of the rule.
        because: the reason.
        source: the line of the program that accepts it.
    """

    path: str
    rule: str
    because: str
    source: SourceLine

    def covers(self, construct: str, rule: str) -> bool:
        """Return whether it accepts the finding of a rule at the path of a construct."""
        return self.rule == rule and f"{construct}/".startswith(f"{self.path}/")


_accepted: dict[str, list[Acknowledgement]] = {}
"""The acknowledgements by the root of the construct tree, as the id that jsii gives it. jsii keeps all objects."""


@public
def acknowledge(construct: Construct, rule: str, *, because: str) -> None:
    """Accept the findings of a rule for a construct and everything in it. The report contains them with the reason.

    Args:
        construct: the construct.
        rule: the name of the rule, such as ``RequireExpiry``.
        because: the reason, which cannot be empty.

    Raises:
        TypeError: an argument has a wrong type.
        ValueError: the reason is empty, or there is no such rule.
    """
    if not isinstance(construct, Construct):
        raise TypeError(
            f"acknowledge: the first argument must be a construct, not {type(construct).__name__}"
        )
    for name, value in (("rule", rule), ("because", because)):
        if not isinstance(value, str):
            raise TypeError(f"acknowledge: {name} must be a string, not {type(value).__name__}")
        if not value.strip():
            raise ValueError(f"acknowledge: {name} cannot be empty")
    known = {kind.__name__: kind for kind in _classes(Rule)}
    if rule not in known:
        meant = meant_by(rule, known)
        hint = f"did you mean `{meant}`?" if meant else f"the rules are {', '.join(sorted(known))}"
        raise ValueError(f"acknowledge: there is no rule `{rule}`: {hint}")
    accepted = Acknowledgement(construct.node.path, rule, because, user_line())
    _accepted.setdefault(_root(construct), []).append(accepted)


def _classes(kind: type[Rule]) -> Iterator[type[Rule]]:
    """Yield the classes of all rules, also those of users."""
    for one in kind.__subclasses__():
        yield one
        yield from _classes(one)


def acknowledgements(scope: Construct) -> list[Acknowledgement]:
    """Return the acknowledgements in the tree of a scope."""
    return _accepted.get(_root(scope), [])


def _root(construct: Construct) -> str:
    root: Any = construct.node.root
    return str(root.__jsii_ref__.ref)
