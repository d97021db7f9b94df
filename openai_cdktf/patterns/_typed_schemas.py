"""Writes JSON Schemas for types of Python: dataclasses, pydantic models, and the parameters of functions."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import inspect
import re
import types
import uuid
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    Protocol,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from openai_cdktf._misfits import MisfitError

_SIMPLE: Final[Mapping[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    None: {"type": "null"},
    type(None): {"type": "null"},
    dt.datetime: {"type": "string", "format": "date-time"},
    dt.date: {"type": "string", "format": "date"},
    dt.time: {"type": "string", "format": "time"},
    dt.timedelta: {"type": "string", "format": "duration"},
    uuid.UUID: {"type": "string", "format": "uuid"},
}
_LISTS: Final = (list, set, frozenset, Sequence, AbstractSet)
_TYPES: Final = "str, int, float, bool, None, date, Literal, Enum, list, unions, dataclasses and pydantic models"


class _PydanticModel(Protocol):
    """The class of a pydantic model. The constructs do not import pydantic."""

    def model_json_schema(self) -> dict[str, Any]: ...


def is_model(kind: Any) -> bool:
    """Return whether a value is a dataclass or a pydantic model."""
    return isinstance(kind, type) and (dataclasses.is_dataclass(kind) or _is_pydantic(kind))


def schema_of(kind: type) -> dict[str, Any]:
    """Return the schema of a dataclass or a pydantic model.

    Raises:
        MisfitError: A field has a type that JSON Schema cannot express.
    """
    definitions: dict[str, Any] = {}
    return {**_model(kind, definitions), "$defs": definitions}


def parameters_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the schema of the parameters of a function.

    Raises:
        MisfitError: A parameter has no type, or a type that JSON Schema cannot express.
    """
    hints = _hints(function)
    documented = dict(_documented(inspect.getdoc(function) or ""))
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise MisfitError("must have a name: the model calls a function by the names", name)
        if name not in hints:
            raise MisfitError("needs a type, such as `str`", name)
        properties[name] = _field(hints[name], name, definitions, documented.get(name))
    return {"type": "object", "properties": properties, "$defs": definitions}


def summary_of(documented: Any) -> str | None:
    """Return the description of a class or function: its docstring up to the first section."""
    text = inspect.getdoc(documented) if documented.__doc__ else None
    if text is None or (
        isinstance(documented, type) and text.startswith(f"{documented.__name__}(")
    ):
        return None  # dataclasses without a docstring get their signature
    return re.split(r"\n\n?(?:Args|Arguments|Returns|Raises|Attributes|Example|Note)s?:\n", text)[
        0
    ].strip()


def _is_pydantic(kind: Any) -> TypeGuard[_PydanticModel]:
    return isinstance(kind, type) and callable(getattr(kind, "model_json_schema", None))


def _model(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if _is_pydantic(kind):
        schema: dict[str, Any] = kind.model_json_schema()
        definitions.update(schema.pop("$defs", {}))
        return schema
    hints = _hints(kind)
    documented = dict(_documented(inspect.getdoc(kind) or ""))
    schema = {
        "type": "object",
        "properties": {
            one.name: _field(
                hints[one.name],
                one.name,
                definitions,
                one.metadata.get("description") or documented.get(one.name),
            )
            for one in dataclasses.fields(kind)
        },
    }
    if text := summary_of(kind):
        schema["description"] = text
    return schema


def _field(
    hint: Any, name: str, definitions: dict[str, Any], description: str | None
) -> dict[str, Any]:
    try:
        schema = _schema(hint, definitions)
    except MisfitError as misfit:
        raise misfit.inside(name) from None
    return {**schema, "description": description} if description else schema


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        texts = [one for one in hint.__metadata__ if isinstance(one, str)]
        return {**_schema(inner[0], definitions), **({"description": texts[0]} if texts else {})}
    if origin is Literal:
        return _choice(list(inner))
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(one, definitions) for one in inner]}
    if origin in _LISTS or (origin is tuple and inner[1:] == (Ellipsis,)):
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice([one.value for one in hint])
    if is_model(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # for recursion
            definitions[hint.__name__] = _model(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    shown = getattr(hint, "__name__", None) if isinstance(hint, type) else None
    raise MisfitError(f"has the type {shown or hint}, but a schema has only {_TYPES}")


def _choice(values: list[Any]) -> dict[str, Any]:
    kinds = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    unknown = [value for value in values if type(value) not in kinds]
    if unknown:
        raise MisfitError(
            f"has the value {unknown[0]!r}, but a schema has only texts, numbers and booleans"
        )
    found = list(dict.fromkeys(kinds[type(value)] for value in values))
    return {"type": found[0] if len(found) == 1 else found, "enum": values}


def _hints(documented: Any) -> dict[str, Any]:
    try:
        hints = get_type_hints(documented, include_extras=True)
    except (NameError, TypeError) as error:
        raise MisfitError(f"has a type that Python cannot resolve: {error}") from None
    hints.pop("return", None)
    return hints


def _documented(docstring: str) -> list[tuple[str, str]]:
    """Return the names and texts of the section `Args` or `Attributes` in the style of Google."""
    section = re.search(
        r"^(?:Args|Arguments|Attributes):\n((?:\n|[ \t]+.*(?:\n|\Z))+)", docstring, re.MULTILINE
    )
    if section is None:
        return []
    entries = inspect.cleandoc(section[1])
    found = re.findall(r"^(\w+)(?: \([^)]*\))?: (.+(?:\n[ \t]+.+)*)", entries, re.MULTILINE)
    return [(name, " ".join(words.split())) for name, words in found]
