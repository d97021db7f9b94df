"""Warns of secrets that are written as literals, because the synthesized code would contain them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SENTENCE = "The secret will be in cdk.tf.json, and everyone who has this file can read it."


def is_literal_secret(doubt: str) -> bool:
    """Return whether a doubt is about a secret that is written as a literal."""
    return doubt.startswith(_SENTENCE)


@dataclass(frozen=True)
class LiteralSecret:
    """The doubt about a secret whose value is known when the program runs.

    Attributes:
        variable: the environment variable that the provider reads if the argument is not set, or None.
    """

    variable: str | None = None

    def __call__(self, value: Any) -> str | None:
        """Return a sentence that says what to do instead, or None if the secret is empty."""
        if not value:
            return None
        instead = (
            f"Set the environment variable {self.variable} instead of this argument, or pass"
            if self.variable
            else "Pass"
        )
        return f"{_SENTENCE} {instead} a TerraformVariable with sensitive=True."
