"""Reports invalid values: all faults of one object in one error, each with its complete path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from openai_cdktf._source_lines import line_note

Step = str | int
Accepted = TypeVar("Accepted")


REQUIRED = "is required, but not set"
"""The fault of an argument or field that is missing or None."""


@dataclass(frozen=True)
class Fault:
    """A fault of one value.

    Attributes:
        text: the end of a sentence that begins with the path ("must be a string"), or the complete sentence of a rule.
        path: the steps to the value.
        ruled: whether the value has the right kind, but violates a rule.
        unknown: whether there is no argument or field with this name.
    """

    text: str
    path: tuple[Step, ...] = ()
    ruled: bool = False
    unknown: bool = False

    def sentence(self) -> str:
        """Return the path and the fault, as in ``tools[0].size must be a number, not str``."""
        where = written(self.path)
        return f"{where}{':' if self.ruled else ''} {self.text}" if where else self.text


class InvalidArgumentsError(TypeError, ValueError):
    """Arguments are not valid. The message names each of them. It is a `TypeError` and a `ValueError`."""

    __module__ = "openai_cdktf"
    subject: str = ""
    """The name of the construct, struct or call."""
    faults: tuple[Fault, ...] = ()
    """The faults of its arguments."""


class MisfitError(Exception):
    """Values do not fit. A caller that knows the complete paths reports the error to the user."""

    def __init__(self, fault: str, *path: Step) -> None:
        super().__init__(fault)
        self.faults = [Fault(fault, path)]

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> MisfitError:
        """Return an error with several faults."""
        error = cls("")
        error.faults = list(faults)
        return error

    @property
    def is_ruled(self) -> bool:
        """Whether all values have the right kinds, and only violate rules."""
        return all(fault.ruled for fault in self.faults)

    @property
    def depth(self) -> int:
        """The number of steps to the deepest fault."""
        return max(len(fault.path) for fault in self.faults)

    def inside(self, step: Step) -> MisfitError:
        """Add a step at the beginning of each path, and return the error."""
        self.faults = [replace(one, path=(step, *one.path)) for one in self.faults]
        return self

    def for_user(self, name: str) -> InvalidArgumentsError:
        """Return the exception that the user sees.

        Args:
            name: the name of the construct or struct.
        """
        sentences = [fault.sentence() for fault in self.faults]
        if len(sentences) == 1:
            error = InvalidArgumentsError(f"{name}: {sentences[0]}")
        else:
            lines = "".join(f"\n  - {sentence}" for sentence in sentences)
            error = InvalidArgumentsError(f"{name}: {len(sentences)} problems:{lines}")
        error.subject, error.faults = name, tuple(self.faults)
        error.add_note(line_note())
        return error


def refused(sentence: str) -> InvalidArgumentsError:
    """Return the exception that the user sees, for a sentence that names the construct itself."""
    error = InvalidArgumentsError(sentence)
    error.add_note(line_note())
    return error


def no_attribute(sentence: str) -> AttributeError:
    """Return the exception that the user sees for an attribute that does not exist, or that cannot be set."""
    error = AttributeError(sentence)
    error.add_note(line_note())
    return error


def collected(
    items: Iterable[tuple[Step, Any]], accept: Callable[[Any, Any], Any]
) -> dict[Any, Any]:
    """Return the result for each item, by its step.

    Args:
        items: the values by step.
        accept: the function to call with each step and value.

    Raises:
        MisfitError: Some items do not fit. The error contains the faults of all.
    """
    accepted: dict[Any, Any] = {}
    faults: list[Fault] = []
    for step, item in items:
        try:
            accepted[step] = accept(step, item)
        except MisfitError as misfit:
            faults += misfit.inside(step).faults
    if faults:
        raise MisfitError.of(faults)
    return accepted


def written(path: tuple[Step, ...]) -> str:
    """Return a path in the form of Python: ``tools[0].size``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step)}]"
    return text


def unknown(name: object, known: Mapping[str, Any]) -> Fault:
    """Return the fault of an unknown name, with the most similar name."""
    meant = meant_by(name, known)
    advice = f"did you mean `{meant}`?" if meant else f"valid names are {', '.join(sorted(known))}"
    return Fault(f"is unknown: {advice}", (str(name),), unknown=True)


def without_misspelt(faults: list[Fault], known: Mapping[str, Any]) -> list[Fault]:
    """Return the faults without those of missing arguments whose names are misspelt."""
    missing = [fault for fault in faults if fault.text == REQUIRED]
    misspelt = {
        meant_by(fault.path[0], known) for fault in faults if len(fault.path) == 1 and fault.unknown
    }
    return [fault for fault in faults if fault not in missing or fault.path[0] not in misspelt]


def meant_by(name: object, known: Mapping[str, Any]) -> str | None:
    """Return the most similar known name, or None."""
    return next(iter(get_close_matches(str(name), known, n=1)), None)
