"""Assertions about what a stack synthesizes: see `Template`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from constructs import Construct

from openai_cdktf._calls import public_type
from openai_cdktf._known import is_token
from openai_cdktf._misfits import MisfitError, meant_by, written
from openai_cdktf._scopes import cdk_of
from openai_cdktf._struct import Struct
from openai_cdktf._unions import ANYTHING
from openai_cdktf.testing.kinds import Kind, section_and_type
from openai_cdktf.testing.matching import Match, Matcher, Mismatch, as_matcher, described
from openai_cdktf.testing.normalizing import normalized
from openai_cdktf.testing.pattern_names import unknown_names
from openai_cdktf.testing.problems import Block
from openai_cdktf.testing.synthesis import Synthesized, synthesized

_NEAREST = 3
_LONG = 200


@public_type
class Template:
    """The synthesized stack, for assertions. It works with both CDKs, and needs no Terraform.

    Expected values are plain values, references to constructs of the stack (``file.id``), structs, or patterns of `Match`.
    """

    def __init__(self, made: Synthesized, stack: Construct) -> None:
        """Use `Template.from_stack` instead."""
        self._made = made
        self._stack = stack
        self._blocks = list(made.blocks())

    @classmethod
    def from_stack(cls, stack: Construct) -> Template:
        """Synthesize a stack.

        Raises:
            TypeError: The argument is not a construct.
            ValueError: The argument is not in a stack, or the CDK reports errors.
        """
        made = synthesized(stack)
        if made.error:
            raise ValueError(f"The stack {made.stack} cannot be synthesized: {made.error}")
        return cls(made, stack)

    def has(self, kind: Kind, /, **arguments: Any) -> Block:
        """Assert that the stack has a block of this kind with these arguments, and return the first one.

        Args:
            kind: the construct class, or the type in Terraform.
            **arguments: the expected arguments and meta-arguments. The block can have further ones.

        Raises:
            AssertionError: There is none. The message shows the nearest blocks and how they differ.
            InvalidArgumentsError: The type does not have an expected name. See `find`.
        """
        found = self.find(kind, **arguments)
        if not found:
            raise AssertionError(self._missing(kind, self._resolved(arguments)))
        return found[0]

    def count(self, kind: Kind, expected: int, /, **arguments: Any) -> None:
        """Assert that the stack has so many blocks of this kind with these arguments.

        Raises:
            AssertionError: There are more or fewer. The message lists them, or shows the nearest blocks.
            InvalidArgumentsError: The type does not have an expected name. See `find`.
        """
        found = self.find(kind, **arguments)
        if len(found) == expected:
            return
        arguments = self._resolved(arguments)
        listed = "".join(f"\n  {_place(block)}" for block in found)
        message = f"Expected {expected} of {_named(kind, arguments)}, but the stack has {len(found)}{':' if found else '.'}{listed}"
        if not found and arguments:
            message += f"\n{self._missing(kind, arguments)}"
        raise AssertionError(message)

    def find(self, kind: Kind, /, **arguments: Any) -> list[Block]:
        """Return all blocks of this kind with these arguments. The list can be empty.

        Raises:
            InvalidArgumentsError: The type, or an object in an argument, does not have an expected name. An assertion with such a
                name would be useless. Types of other providers are not checked.
        """
        expected = self._resolved(arguments)
        section, name = section_and_type(kind)
        if faults := list(unknown_names(section, name, expected)):
            raise MisfitError.of(faults).for_user(name)
        matcher = Match.object_like(expected)
        return [block for block in self._of(kind) if matcher.fits(block.body)]

    def output(self, name: str, expected: Any = None) -> Any:
        """Return the value of an output. If ``expected`` is set, assert that the value has this pattern.

        Raises:
            AssertionError: There is no such output, or its value is another one.
        """
        outputs = {one.name: one.body.get("value") for one in self._blocks if one.kind == "output"}
        if name not in outputs:
            meant = meant_by(name, outputs)
            hint = f"did you mean {meant!r}?" if meant else f"its outputs are {sorted(outputs)}"
            raise AssertionError(f"The stack has no output {name!r}: {hint}")
        if expected is not None:
            pattern = as_matcher(self._resolved(expected))
            if found := list(pattern.mismatches(outputs[name])):
                raise AssertionError(f"The output {name!r} differs:\n{_diff(found)}")
        return outputs[name]

    def to_json(self) -> str:
        """Return the template as JSON text for a snapshot.

        It is the same on all machines: the keys are sorted, and there are no absolute paths, no versions of programs and no
        metadata of the CDK.
        """
        text = json.dumps(normalized(self._made.json), indent=2, sort_keys=True, ensure_ascii=False)
        return f"{text}\n"

    def __repr__(self) -> str:
        return f"<Template of {self._made.stack} with {len(self._blocks)} blocks>"

    def _of(self, kind: Kind) -> list[Block]:
        section, name = section_and_type(kind)
        return [one for one in self._blocks if (one.kind, one.type or one.name) == (section, name)]

    def _resolved(self, expected: Any) -> Any:
        """Return an expected value with references as Terraform's expressions, and with structs as objects."""
        if isinstance(expected, Matcher):
            return expected.resolved(self._resolved)
        if expected is None:
            return None
        if isinstance(expected, Struct):
            expected = expected._tree  # noqa: SLF001 - used inside this library only
        if isinstance(expected, Mapping):
            return {key: self._resolved(item) for key, item in expected.items()}
        if isinstance(expected, list | tuple):
            return [self._resolved(item) for item in expected]
        expected = ANYTHING.accept(expected)
        if not is_token(expected):
            return expected
        cdk = cdk_of(self._stack, type(self).__name__)
        return cdk.Tokenization.resolve(
            expected,
            scope=self._stack,
            resolver=cdk.DefaultTokenResolver(cdk.StringConcat()),
            preparing=False,
        )

    def _missing(self, kind: Kind, arguments: Mapping[str, Any]) -> str:
        """Return the message about a block that does not exist, with the nearest blocks."""
        blocks = self._of(kind)
        _, name = section_and_type(kind)
        if not blocks:
            types = dict.fromkeys(one.type for one in self._blocks if one.type)
            return f"The stack has no {name}. It has {', '.join(types) or 'no resources'}."
        matcher = Match.object_like(arguments)
        differing = [(list(matcher.mismatches(block.body)), block) for block in blocks]
        nearest = sorted(differing, key=lambda one: len(one[0]))[:_NEAREST]
        of = f"The nearest of {len(blocks)}" if len(blocks) > 1 else "The only one"
        shown = "\n".join(f"\n{_place(block)}\n{_diff(found)}" for found, block in nearest)
        return f"The stack has no {_named(kind, arguments)}. {of}, with what is expected (-) and what it has (+):\n{shown}"


def _named(kind: Kind, arguments: Mapping[str, Any]) -> str:
    wanted = ", ".join(f"{name}={described_short(value)}" for name, value in arguments.items())
    return f"{section_and_type(kind)[1]}{f' with {wanted}' if wanted else ''}"


def _place(block: Block) -> str:
    return f"{block.address} ({block.path}{_instances(block)})"


def _instances(block: Block) -> str:
    """Return how many objects a block with `for_each` or `count` has, if the template contains the number."""
    keys = block.body.get("for_each")
    if isinstance(keys, dict | list):
        return f", one block with for_each and {len(keys)} keys"
    if isinstance(number := block.body.get("count"), int):
        return f", one block with count = {number}"
    return ""


def _diff(found: list[Mismatch]) -> str:
    return "\n".join(
        f"  {written(one.path) or 'value'}\n    - {one.expected}\n    + {described_short(one.actual)}"
        for one in found
    )


def described_short(value: Any) -> str:
    """Return a value as text, shortened if it is long."""
    text = described(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
