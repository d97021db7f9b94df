"""``TODO``: a placeholder for the value of an argument that the user has to set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from openai_cdktf._misfits import Step


class TODO(str):
    """A placeholder for the value of an argument. Its sentence says what is missing.

    The synthesis fails with this sentence, unless Terraform ignores the argument:
    ``lifecycle={"ignore_changes": ["content"]}``. `openai-cdktf export` writes it for values that OpenAI does not return.
    """

    __module__ = "openai_cdktf"
    __slots__ = ()
    are_made: ClassVar[bool] = False
    """Whether the program has a TODO. Only then constructs search for TODOs in arguments."""

    def __new__(cls, sentence: str) -> Self:
        """Create the placeholder.

        Args:
            sentence: a sentence about the missing value, without a period.
        """
        TODO.are_made = True
        return super().__new__(cls, sentence)


def without_todo(value: Any) -> tuple[Any, dict[tuple[Step, ...], TODO]]:
    """Return an argument in the CDK's form without its inner TODOs, and these TODOs by path."""
    found: dict[tuple[Step, ...], TODO] = {}

    def stripped(tree: Any, path: tuple[Step, ...]) -> Any:
        if isinstance(tree, dict):
            kept = {}
            for name, one in tree.items():
                if isinstance(one, TODO):
                    found[*path, name] = one
                else:
                    kept[name] = stripped(one, (*path, name))
            return kept
        if isinstance(tree, list):
            return [stripped(one, (*path, number)) for number, one in enumerate(tree)]
        return tree

    return stripped(value, ()), found


def is_ignored(name: str, lifecycle: Any) -> bool:
    """Return whether Terraform ignores changes of an argument.

    Args:
        name: the name of the argument.
        lifecycle: a mapping, a struct of the CDK, or None.
    """
    ignored = (
        lifecycle.get("ignore_changes")
        if isinstance(lifecycle, Mapping)
        else getattr(lifecycle, "ignore_changes", None)
    )
    return ignored == "all" or (isinstance(ignored, list | tuple) and name in ignored)
