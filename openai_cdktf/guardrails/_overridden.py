"""The arguments of a construct as Terraform gets them: with the values of `add_override`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import jsii

from openai_cdktf._calls import public
from openai_cdktf._element import Element
from openai_cdktf._known import is_token
from openai_cdktf._unions import ANYTHING

_CONFIG = "config"
"""The CDK's JSON of an action or a query has its arguments in this object."""


@public
def arguments_of(element: Element) -> dict[str, Any]:
    """Return the arguments of a construct that are set, as JSON with the tokens of the CDK, for rules.

    Values of `add_override`, of the construct and of its stack, have priority.
    """
    arguments = dict(element._values)  # noqa: SLF001 - used inside this library only
    for steps, value in _overrides(element):
        accepted = None if value is None else ANYTHING.accept(value)
        arguments = _with(arguments, steps, accepted)
    return arguments


def given(element: Element, name: str) -> Any:
    """Return the value to which the program has set an argument: a reference is not converted."""
    found = element._get_given(name)  # noqa: SLF001 - used inside this library only
    for steps, value in _overrides(element):
        if steps == [name]:
            found = value
    return found


def read_stack_overrides(elements: Sequence[Element]) -> None:
    """Read the values of `stack.add_override` for constructs of one tree. It takes one call to Node if there are none."""
    if not elements:
        return
    for element in jsii.invoke(elements[0], "overriddenByStacks", []):
        block = json.loads(jsii.invoke(element, "stackOverrides", []))
        element._stack_overrides = list(_leaves(block))  # noqa: SLF001 - used inside this library only


def _leaves(tree: dict[str, Any], *steps: str) -> Iterator[tuple[list[str], Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, *steps, key)
        else:
            yield [*steps, key], value


def _overrides(element: Element) -> Iterator[tuple[list[str], Any]]:
    """Yield the steps to each overridden argument, and the value."""
    own = ((path.split("."), value) for path, value in element._overrides)  # noqa: SLF001 - used inside this library only
    for steps, value in (*own, *element._stack_overrides):  # noqa: SLF001 - used inside this library only
        yield steps[1:] if steps[0] == _CONFIG and len(steps) > 1 else steps, value


def _with(tree: Any, steps: list[str], value: Any) -> Any:
    """Return a tree with another value, as the CDK merges it: objects and lists are merged, and None removes a value."""
    first, *rest = steps
    if (
        isinstance(tree, list)
        and first.isdecimal()
        and int(first) < len(tree)
        and not is_token(tree)
    ):
        index = int(first)
        inner = _with(tree[index], rest, value) if rest else _merged(tree[index], value)
        return [*tree[:index], inner, *tree[index + 1 :]]
    entries = {} if not isinstance(tree, dict) or is_token(tree) else tree
    others = {key: item for key, item in entries.items() if key != first}
    if rest:
        return {**others, first: _with(entries.get(first), rest, value)}
    return others if value is None else {**others, first: _merged(entries.get(first), value)}


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, list) and isinstance(new, list) and not is_token(old) and not is_token(new):
        return [*old, *new]
    if not isinstance(old, dict) or not isinstance(new, dict) or is_token(old) or is_token(new):
        return new
    return {**old, **{key: _merged(old.get(key), item) for key, item in new.items()}}
