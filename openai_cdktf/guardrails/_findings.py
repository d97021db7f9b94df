"""What rules find: a problem of a construct, with the source line and the fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._source_lines import SourceLine

Level: TypeAlias = Literal["error", "warning"]


@public_type
@dataclass(frozen=True, kw_only=True)
class Problem:
    """A problem that a rule finds.

    Attributes:
        element: the construct.
        text: a sentence that says what is wrong.
        fix: a sentence that says what to do.
        argument: the path of the argument, or an empty string.
    """

    element: Element
    text: str
    fix: str
    argument: str = ""


@public_type
@dataclass(frozen=True, kw_only=True)
class Finding:
    """A problem in a report.

    Attributes:
        rule: the name of the rule.
        level: `error` makes the synthesis fail, `warning` is printed, and `note` is only in the report.
        construct: the path of the construct.
        argument: the path of the argument, or an empty string.
        source: the line of the program that creates the construct.
        text: a sentence that says what is wrong.
        fix: a sentence that says what to do.
        because: the reason why somebody has accepted it, or None.
    """

    rule: str
    level: Level | Literal["note"]
    construct: str
    argument: str
    source: SourceLine
    text: str
    fix: str
    because: str | None = None

    def __str__(self) -> str:
        """Return the finding as a compiler writes it."""
        level = self.level if self.because is None else "acknowledged"
        return f"{self.source}: {level}: {self.message}"

    @property
    def message(self) -> str:
        """The finding without its line and its level."""
        where = f"{self.construct}: {self.argument}" if self.argument else self.construct
        end = f"fix: {self.fix}" if self.because is None else f"because: {self.because}"
        return f"{self.rule}: {where}: {self.text}\n    {end}"
