"""How a value that does not fit is told: once, with its whole path, as a TypeError. It must not know kinds of values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

Step = str | int


class MisfitError(Exception):
    """A value is not what its place takes. Whoever knows the whole path says it to the user, as a TypeError."""

    def __init__(self, fault: str, *path: Step) -> None:
        super().__init__(fault)
        self.fault = fault
        self.path: tuple[Step, ...] = path

    def inside(self, step: Step) -> MisfitError:
        """Return the same fault, seen from further out."""
        self.path = (step, *self.path)
        return self

    def sentence(self) -> str:
        """Return the path and the fault, as in ``tools[0].size must be a number, not str``."""
        text = ""
        for step in self.path:
            if isinstance(step, int):
                text += f"[{step}]"
            elif step.isidentifier():
                text += f".{step}" if text else step
            else:
                text += f"[{json.dumps(step)}]"
        return f"{text} {self.fault}"


def unknown(name: object, known: Mapping[str, Any]) -> MisfitError:
    """Return the fault of a name that does not exist, with the name that was probably meant."""
    near = get_close_matches(str(name), known, n=1)
    advice = f"did you mean `{near[0]}`?" if near else f"known are: {', '.join(sorted(known))}"
    return MisfitError(f"is unknown: {advice}", str(name))
