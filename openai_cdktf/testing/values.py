"""Converts values of a configuration to the types of a schema, as Terraform does, and finds those that do not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from openai_cdktf._misfits import Fault, MisfitError, Step, collected, meant_by
from openai_cdktf.testing.schemas import Attributes, Type

_WHOLE_INTERPOLATION = re.compile(r"\$\{.*\}\Z", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?\Z")
_WORDS = {"true": True, "1": True, "false": False, "0": False}


def is_unknown(value: Any) -> bool:
    """Return whether a string contains an interpolation or a directive, so that only Terraform knows its value."""
    return isinstance(value, str) and re.search(r"(?<![$%])[$%]\{", value) is not None


def converted(kind: Type, value: Any) -> Any:
    """Return a value in the form of its type. Values that only Terraform knows, and null, stay as they are.

    Raises:
        MisfitError: The value, or parts of it, cannot have this type. The error contains all faults.
    """
    if value is None:
        return None
    if is_unknown(value):
        if _WHOLE_INTERPOLATION.match(value) or isinstance(kind, str):
            return value
        raise MisfitError(f"must be {_name(kind)}, not a string")
    if isinstance(kind, dict):
        ((nesting, attributes),) = kind.items()
        return _nested(nesting, attributes, value)
    if isinstance(kind, str):
        return _primitive(kind, value)
    if kind[0] == "map":
        return _map(value, lambda item: converted(kind[1], item), _name(kind))
    if kind[0] == "object":
        return accepted_object({name: ("r", one) for name, one in kind[1].items()}, value)
    return _list(value, lambda item: converted(kind[1], item), _name(kind))


def accepted_object(attributes: Attributes, value: Any) -> dict[str, Any]:
    """Return an object with its attributes in the forms of their types, without nulls.

    Raises:
        MisfitError: Attributes are unknown, read-only, missing or have wrong types. The error contains all faults.
    """
    if not isinstance(value, Mapping):
        raise MisfitError(f"must be an object, not {_described(value)}")
    faults = [
        *(_unknown(name, attributes) for name in value if name not in attributes and name != "//"),
        *_missing(attributes, value),
    ]
    known = ((name, value[name]) for name in value if name in attributes)
    try:
        found = collected(known, lambda name, item: _attribute(attributes[name], item))
    except MisfitError as misfit:
        raise MisfitError.of([*faults, *misfit.faults]) from None
    if faults:
        raise MisfitError.of(faults)
    return {name: item for name, item in found.items() if item is not None}


def _attribute(attribute: tuple[str, Type], value: Any) -> Any:
    flags, kind = attribute
    if value is not None and not set(flags) & {"r", "o"}:
        raise MisfitError("is read-only, because the provider sets it. Remove it")
    return converted(kind, value)


def _unknown(name: str, attributes: Attributes) -> Fault:
    settable = [one for one, (flags, _) in attributes.items() if set(flags) & {"r", "o"}]
    meant = meant_by(name, dict.fromkeys(settable))
    advice = f"did you mean `{meant}`?" if meant else f"valid names are {', '.join(settable)}"
    return Fault(f"is unknown: {advice}", (name,))


def _missing(attributes: Attributes, value: Mapping[str, Any]) -> Iterator[Fault]:
    for name, (flags, _) in attributes.items():
        if "r" in flags and value.get(name) is None:
            yield Fault("is required and is not set", (name,))


def _nested(nesting: str, attributes: Attributes, value: Any) -> Any:
    def accept(item: Any) -> Any:
        return item if item is None or is_unknown(item) else accepted_object(attributes, item)

    if nesting == "single":
        return accept(value)
    if nesting == "map":
        return _map(value, accept, "a map of objects")
    return _list(value, accept, f"a {nesting} of objects")


def _map(value: Any, accept: Callable[[Any], Any], name: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise MisfitError(f"must be {name}, not {_described(value)}")
    return collected(value.items(), lambda _, item: accept(item))


def _list(value: Any, accept: Callable[[Any], Any], name: str) -> list[Any]:
    if not isinstance(value, list):
        raise MisfitError(f"must be {name}, not {_described(value)}")
    return list(collected(enumerate(value), lambda _, item: accept(item)).values())


def _primitive(kind: str, value: Any) -> Any:
    if kind == "dynamic":
        return value
    if isinstance(value, Mapping | list):
        raise MisfitError(f"must be {_name(kind)}, not {_described(value)}")
    if kind == "string":
        return _text(value)
    if kind == "bool":
        found = _WORDS.get(value) if isinstance(value, str) else value
        if isinstance(found, bool):
            return found
    elif not isinstance(value, bool):
        if not isinstance(value, str):
            return value
        if _NUMBER.match(value):
            return float(value) if re.search("[.eE]", value) else int(value)
    raise MisfitError(f"must be {_name(kind)}, not {_described(value)}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:.15g}"


def _name(kind: Type) -> str:
    if isinstance(kind, dict):
        return {"single": "an object", "map": "a map of objects"}.get(
            next(iter(kind)), "a list of objects"
        )
    if isinstance(kind, str):
        return {"string": "a string", "number": "a number", "bool": "a bool"}.get(kind, "a value")
    return "an object" if kind[0] == "object" else f"a {kind[0]}"


def _described(value: Any) -> str:
    if isinstance(value, str):
        return "a string"
    if isinstance(value, bool):
        return "a bool"
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"


def at(path: tuple[Step, ...], fault: Fault) -> Fault:
    """Return a fault with steps before its path."""
    return Fault(fault.text, (*path, *fault.path), fault.ruled)
