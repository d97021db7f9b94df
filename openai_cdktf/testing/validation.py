"""Checks a complete stack without Terraform: see `validate`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from constructs import Construct

from openai_cdktf._calls import public
from openai_cdktf._paths import paths_begin_at
from openai_cdktf._warnings import show
from openai_cdktf.testing import block_checks
from openai_cdktf.testing.problems import Block, InvalidStackError, Problem
from openai_cdktf.testing.references import Stack
from openai_cdktf.testing.schemas import types
from openai_cdktf.testing.synthesis import Synthesized, synthesized

_SECTIONS = (
    "terraform", "provider", "variable", "locals", "output", "resource", "data", "ephemeral", "action", "list",
    "module", "moved", "import", "removed", "check", "//",
)  # fmt: skip


@public
def validate(stack: Construct) -> None:
    """Check a stack against the schema of the provider and the rules of the constructs, in milliseconds.

    This needs no Terraform. It finds what Terraform and the provider would reject when they validate the configuration, also in
    overrides and in blocks without a typed construct: unknown attributes, wrong types, missing and read-only attributes, values
    outside of their limits, and references to elements and attributes that do not exist. Blocks of other providers are not
    checked, only the references in them. Values that are probably wrong are warnings, see `openai_cdktf.StackWarning`.

    Args:
        stack: the stack, or a construct in it.

    Raises:
        InvalidStackError: The stack is not valid. The message names the construct and the attribute of each problem. It is an
            `AssertionError`.
        TypeError: The argument is not a construct.
        ValueError: The construct is not in a stack.
    """
    made = synthesized(stack)
    if found := list(found_in(made)):
        raise InvalidStackError(found)
    for block in filter(block_checks.is_ours, made.blocks()):
        for doubt in block_checks.doubts(block):
            # The construct itself has shown the others.
            if (block.path, f"{doubt.attribute}: {doubt.sentence}") not in made.warnings:
                show(str(doubt))


@public
def problems(stack: Construct) -> list[Problem]:
    """Return what `validate` reports, as data. The list is empty if the stack is valid."""
    return list(found_in(synthesized(stack)))


def found_in(made: Synthesized) -> Iterator[Problem]:
    """Yield the problems of a synthesized stack."""
    whole = Block(kind="stack", type="", name="", path=made.stack, body={})
    if made.error:
        yield _of_stack(whole, made.error)
    for section in made.json:
        if section not in _SECTIONS:
            yield _of_stack(whole, f"Terraform knows no block `{section}`.")
    blocks = list(made.blocks())
    stack = Stack(made.json, blocks)
    for block in blocks:
        if block_checks.is_ours(block):
            with paths_begin_at(made.folder) if made.folder else contextlib.nullcontext():
                found = list(block_checks.problems(block))
            yield from found
            yield from _ephemeral_problems(block, stack)
        yield from stack.problems(block)
    rest = {key: made.json[key] for key in ("locals", "import", "check") if key in made.json}
    for section, content in rest.items():
        yield from stack.problems(
            Block(kind="", type="", name=section, path=made.stack, body={section: content})
        )


def _ephemeral_problems(block: Block, stack: Stack) -> Iterator[Problem]:
    if block.kind not in ("resource", "data"):
        return
    for name, (flags, kind) in types(block.kind).get(block.type, {}).items():
        value = block.body.get(name)
        if value is None or "w" in flags or isinstance(kind, dict):
            continue
        if stack.refers_to_ephemeral(value):
            yield block.problem(
                (name,),
                "refers to an ephemeral resource, which Terraform must not store: use a write-only argument",
            )


def _of_stack(whole: Block, sentence: str) -> Problem:
    return Problem(construct=whole.path, address="", attribute="", sentence=sentence)
