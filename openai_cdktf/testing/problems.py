"""A fault of a synthesized stack, and the exception with all faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openai_cdktf._calls import public_type
from openai_cdktf._misfits import Step, written


@public_type
@dataclass(frozen=True, kw_only=True)
class Problem:
    """A fault of a stack that Terraform or the provider would reject.

    Attributes:
        construct: the path of the construct, such as ``support/handbook``.
        address: the address of the block in Terraform, such as ``openai_vector_store.handbook``.
        attribute: the path of the value in the block, such as ``expires_after.days``. Empty if the complete block is at fault.
        sentence: what is wrong and what to do.
    """

    construct: str
    address: str
    attribute: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.construct} ({self.address})" if self.address else self.construct
        return f"{where}: {self.attribute}{': ' if self.attribute else ''}{self.sentence}"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of a synthesized stack.

    Attributes:
        kind: the section of the JSON, such as ``resource``, ``data`` or ``output``.
        type: the type, such as ``openai_file``. Empty in sections without types, such as ``output``.
        name: the name in Terraform.
        path: the path of the construct.
        body: the arguments and meta-arguments, without the metadata of the CDK.
    """

    kind: str
    type: str
    name: str
    path: str
    body: dict[str, object]

    @property
    def address(self) -> str:
        """The address in Terraform, such as ``openai_file.tips`` or ``data.openai_model.newest``."""
        parts = [] if self.kind == "resource" else [self.kind]
        return ".".join([*parts, *([self.type] if self.type else []), self.name])

    def problem(self, path: tuple[Step, ...], sentence: str) -> Problem:
        """Return a problem of a value in this block."""
        return Problem(
            construct=self.path, address=self.address, attribute=written(path), sentence=sentence
        )


class InvalidStackError(AssertionError):
    """A stack is not valid. The message lists all problems.

    Attributes:
        problems: the problems, in the order of the synthesized JSON.
    """

    __module__ = "openai_cdktf.testing"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "".join(f"\n  - {problem}" for problem in self.problems)
        super().__init__(
            f"The stack is not valid: {count} {'problem' if count == 1 else 'problems'}.{lines}"
        )
