"""Checks one block of the provider: names, types and limits of its arguments, and its meta-arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openai_cdktf._misfits import Fault, MisfitError, unknown
from openai_cdktf._ruled import broken_relations
from openai_cdktf.testing.problems import Block, Problem
from openai_cdktf.testing.schemas import Attributes, checks, types
from openai_cdktf.testing.values import accepted_object, converted

_REPEATED = ("count", "for_each", "provider")
_DEPENDING = (*_REPEATED, "depends_on", "lifecycle")
META_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "resource": (*_DEPENDING, "connection", "provisioner"),
    "data": _DEPENDING,
    "ephemeral": _DEPENDING,
    "action": (*_REPEATED, "depends_on"),
    "list": (*_REPEATED, "limit", "include_resource"),
    "provider": ("alias", "version"),
}
"""The names that Terraform itself knows in each kind of block."""

_CONDITIONS = ("precondition", "postcondition")
LIFECYCLES: Mapping[str, tuple[str, ...]] = {
    "resource": (
        "create_before_destroy",
        "prevent_destroy",
        "ignore_changes",
        "replace_triggered_by",
        "action_trigger",
        *_CONDITIONS,
    ),
    "data": _CONDITIONS,
    "ephemeral": _CONDITIONS,
}
"""The names in `lifecycle` in each kind of block."""


def is_ours(block: Block) -> bool:
    """Return whether the block belongs to the provider of this library."""
    if block.kind == "provider":
        return block.name == "openai"
    return block.kind in META_ARGUMENTS and block.type.startswith("openai_")


def problems(block: Block) -> Iterator[Problem]:
    """Yield the problems of the arguments and meta-arguments of a block."""
    known = types(block.kind)
    name = block.name if block.kind == "provider" else block.type
    if name not in known:
        fault = unknown(name, known)
        yield block.problem((), f"the type `{name}` {fault.text}")
        return
    meta = {key: block.body[key] for key in block.body if key in META_ARGUMENTS[block.kind]}
    arguments: Any = {key: item for key, item in block.body.items() if key not in meta}
    step: tuple[str, ...] = ()
    if block.kind in ("action", "list"):
        strangers = [key for key in arguments if key != "config"]
        yield from (
            block.problem(
                (key,),
                unknown(key, {**dict.fromkeys(META_ARGUMENTS[block.kind]), "config": 0}).text,
            )
            for key in strangers
        )
        step, arguments = ("config",), arguments.get("config", {})
    for fault in _argument_faults(block, name, known[name], arguments):
        yield block.problem((*step, *fault.path), fault.text)
    for fault in _meta_faults(block, known[name], meta):
        yield block.problem(fault.path, fault.text)


def _argument_faults(
    block: Block, name: str, attributes: Attributes, arguments: Any
) -> Iterator[Fault]:
    """Yield what Terraform would reject, and then what the constructs and the provider would reject."""
    found: list[Fault] = []
    try:
        values = accepted_object(attributes, arguments)
    except MisfitError as misfit:
        found += misfit.faults
        values = _fitting(attributes, arguments)
    construct = checks(block.kind, name)
    for key, value in values.items():
        if key in construct.arguments:
            try:
                construct.arguments[key].kind.accept(value)
            except MisfitError as misfit:
                found += misfit.inside(key).faults
    yield from found
    yield from broken_relations(construct.relations, values, found)


def doubts(block: Block) -> Iterator[Problem]:
    """Yield the values of a block that are probably wrong. The block has no problems."""
    body = block.body.get("config", {}) if block.kind in ("action", "list") else block.body
    name = block.name if block.kind == "provider" else block.type
    arguments = checks(block.kind, name).arguments
    for key, value in _fitting(types(block.kind)[name], body).items():
        if key in arguments and (kind := arguments[key].kind).doubtful:
            for path, sentence in kind.doubts(kind.accept(value)):
                yield block.problem((key, *path), sentence)


def _fitting(attributes: Attributes, arguments: Any) -> dict[str, Any]:
    """Return the arguments without faults, in the forms of their types."""
    fitting: dict[str, Any] = {}
    for name, value in arguments.items() if isinstance(arguments, Mapping) else ():
        try:
            fitting |= {name: converted(attributes[name][1], value)}
        except (KeyError, MisfitError):
            continue
    return {name: value for name, value in fitting.items() if value is not None}


def _meta_faults(block: Block, attributes: Attributes, meta: Mapping[str, Any]) -> Iterator[Fault]:
    if meta.get("count") is not None and meta.get("for_each") is not None:
        yield Fault("cannot be set together with `for_each`. Remove one of them", ("count",))
    for name, kind in (
        ("count", "number"),
        ("alias", "string"),
        ("limit", "number"),
        ("include_resource", "bool"),
    ):
        yield from _type_faults(name, kind, meta.get(name))
    lifecycle = meta.get("lifecycle")
    for one in lifecycle if isinstance(lifecycle, list) else [lifecycle or {}]:
        yield from _lifecycle_faults(block.kind, attributes, one)


def _lifecycle_faults(kind: str, attributes: Attributes, lifecycle: Any) -> Iterator[Fault]:
    known = dict.fromkeys(LIFECYCLES.get(kind, ()))
    for name in lifecycle:
        if name not in known and name != "//":
            fault = unknown(name, known)
            yield Fault(fault.text, ("lifecycle", name))
    for name in ("create_before_destroy", "prevent_destroy"):
        for fault in _type_faults(name, "bool", lifecycle.get(name)):
            yield Fault(fault.text, ("lifecycle", *fault.path))
    ignored = lifecycle.get("ignore_changes")
    for index, path in enumerate(ignored if isinstance(ignored, list) else []):
        root = str(path).partition(".")[0].partition("[")[0]
        if root not in attributes and root != "all":
            fault = unknown(root, attributes)
            yield Fault(f"`{root}` {fault.text}", ("lifecycle", "ignore_changes", index))


def _type_faults(name: str, kind: str, value: Any) -> Iterator[Fault]:
    try:
        converted(kind, value)
    except MisfitError as misfit:
        yield from misfit.inside(name).faults
