"""``TODO``: what stands in a program in the place of an argument that somebody has to fill in. It must not know constructs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from openai_cdktf._misfits import Step


class TODO(str):
    """An argument that is still to be filled in: the sentence says what is missing.

    Synthesis fails with the sentence, unless Terraform ignores the argument:
    ``lifecycle={"ignore_changes": ["content"]}``. `openai-cdktf export` writes it for what OpenAI does not tell.
    """

    __slots__ = ()
    are_made: ClassVar[bool] = False
    """Whether the program has any: only then arguments are looked through for them."""

    def __new__(cls, sentence: str) -> Self:
        """Make it.

        Args:
            sentence: what is missing, without a period.
        """
        TODO.are_made = True
        return super().__new__(cls, sentence)


def without_todo(value: Any) -> tuple[Any, dict[tuple[Step, ...], TODO]]:
    """Return an argument in the CDK's form without what is to be filled in inside of it, and that by its path."""
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
    """Tell whether Terraform ignores changes of an argument.

    Args:
        name: the argument.
        lifecycle: a mapping, a struct of the CDK, or None.
    """
    told = (
        lifecycle.get("ignore_changes")
        if isinstance(lifecycle, Mapping)
        else getattr(lifecycle, "ignore_changes", None)
    )
    return told == "all" or (isinstance(told, list | tuple) and name in told)
