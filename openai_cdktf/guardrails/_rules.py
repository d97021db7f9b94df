"""The class from which all rules derive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._known import is_token
from openai_cdktf._misfits import Step, written
from openai_cdktf.guardrails._findings import Level, Problem


@public_type
@dataclass(frozen=True)
class Rule:
    """A rule for the constructs of a stack. The name of its class is the name in reports and in `acknowledge`.

    Attributes:
        level: ``error`` makes the synthesis fail, ``warning`` is only printed.
    """

    level: Level = field(default="error", kw_only=True)

    def __post_init__(self) -> None:
        if self.level not in ("error", "warning"):
            raise ValueError(
                f'{type(self).__name__}: level must be "error" or "warning", not {self.level!r}'
            )

    @property
    def name(self) -> str:
        """The name of the rule."""
        return type(self).__name__

    def change(self, element: Element) -> None:
        """Change a construct before the synthesis. By default, a rule changes nothing."""

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:  # noqa: ARG002 - for rules
        """Yield the problems of all constructs of a stack."""
        yield from ()


def argument_names(element: Element) -> list[str]:
    """Return the names of all arguments that a construct can have."""
    return list(element._arguments)  # noqa: SLF001 - used inside this library only


def known_texts(value: Any, *path: Step) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Yield each string inside a value that Python knows, with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from known_texts(item, *path, key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from known_texts(item, *path, index)
    elif isinstance(value, str) and not is_token(value):
        yield path, str.__str__(value)


def argument_path(path: tuple[Step, ...]) -> str:
    """Return a path as in Python: ``tools[0].name``."""
    return written(path)


def is_resource(element: Element) -> bool:
    """Return whether a construct is an object that Terraform manages."""
    return element._node_class == "Resource"  # noqa: SLF001 - used inside this library only


def strings(rule: str, name: str, values: object) -> tuple[str, ...]:
    """Return a list of strings, which cannot be empty.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise TypeError(f"{rule}: {name} must be a list of strings, not {type(values).__name__}")
    if not values or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{rule}: {name} must be a list of at least one string")
    return tuple(values)
