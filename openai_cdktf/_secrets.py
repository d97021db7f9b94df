"""Secrets that are given as literals: they would stand in the synthesized code. It must not know constructs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LiteralSecret:
    """The doubt about a secret that is known when the program runs.

    Attributes:
        variable: the environment variable that the provider reads where the argument is left out; None if there is none.
    """

    variable: str | None = None

    def __call__(self, value: Any) -> str | None:
        """Return what to do instead."""
        if not value:
            return None
        instead = (
            f"Leave it out and set the environment variable {self.variable}, or pass"
            if self.variable
            else "Pass"
        )
        return (
            "A secret that is written here will stand in cdk.tf.json, where everybody who has the file can read it. "
            f"{instead} a TerraformVariable with sensitive=True."
        )
