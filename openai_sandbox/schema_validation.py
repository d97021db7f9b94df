"""Checks values against schemas. Names the wrong field with OpenAI's error messages.

``validity`` finds out whether a value is valid. Only for the others, ``jsonschema`` finds out what is wrong. The first of them
imports it, because the import takes a tenth of a second.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openai_sandbox.calls import Upload
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.schemas import Schema
from openai_sandbox.validity import check_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_DISCRIMINATORS = {"type", "role", "object", "anchor", "mode"}
_TYPE_NAMES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "an array",
    "object": "an object",
    "null": "null",
    "upload": "a file",
}


@functools.cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator, validators

    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "upload", lambda _checker, value: isinstance(value, Upload | str | bytes)
    )
    extend: Any = validators.extend  # its stubs have no type for it
    return extend(Draft202012Validator, type_checker=checker)


def is_valid(schema: Schema, value: Any) -> bool:
    """Return whether the value conforms to the schema."""
    return check_of(schema)(value)


def problems(schema: Schema, value: Any) -> list[str]:
    """Return the errors of the value, each with its path. The sandbox checks its own answers with it."""
    if is_valid(schema, value):
        return []
    found = []
    for error in _validator_class()(schema).iter_errors(value):
        cause = _cause(error)
        found.append(f"{_dotted(cause.absolute_path) or '(whole)'}: {cause.message}")
    return found


def check(schema: Schema, value: Any) -> None:
    """Check a request.

    Raises:
        ApiError: 400 that names the first wrong field.
    """
    if is_valid(schema, value):
        return
    causes = [_cause(error) for error in _validator_class()(schema).iter_errors(value)]
    if causes:
        raise _described_error(min(causes, key=_urgency))


def _urgency(error: ValidationError) -> tuple[int, int]:
    """Return the sort key of an error. Unknown fields come first, since a typo is clearer than a missing field."""
    order = {"additionalProperties": 0, "unevaluatedProperties": 0, "required": 1}
    return (order.get(str(error.validator), 2), len(error.absolute_path))


def _cause(error: ValidationError) -> ValidationError:
    """Return the error in the branch of the union that the client probably meant."""
    while error.validator in {"anyOf", "oneOf"} and error.context:
        branches = _branches(error)
        if all(_mismatch(one) for one in branches):
            return error
        kinds = _wrong_kinds(error)
        if len({one.relative_path[0] for one in kinds}) == 1:
            kinds[0].validator_value = list(
                dict.fromkeys(name for one in kinds for name in _allowed(one))
            )
            return kinds[0]
        meant = min(branches, key=_distance)
        error = min(meant, key=_urgency)
    return error


def _branches(union: ValidationError) -> list[list[ValidationError]]:
    """Return the errors of a value for each of the alternatives."""
    found: dict[Any, list[ValidationError]] = {}
    for one in union.context or ():
        found.setdefault(one.schema_path[0], []).append(one)
    return list(found.values())


def _wrong_kinds(union: ValidationError) -> list[ValidationError]:
    """Return the errors about the discriminator if its value fits no alternative. Otherwise return an empty list."""
    found: list[ValidationError] = []
    for errors in _branches(union):
        if _mismatch(errors):
            continue
        wrong = [one for one in errors if _is_about_kind(one)][:1]
        for one in errors:
            if one.validator in {"anyOf", "oneOf"} and not one.relative_path:
                wrong = wrong or _wrong_kinds(one)
        if not wrong:
            return []
        found += wrong
    return found


def _is_about_kind(error: ValidationError) -> bool:
    return (
        len(error.relative_path) == 1
        and error.relative_path[0] in _DISCRIMINATORS
        and error.validator in {"enum", "const"}
    )


def _allowed(error: ValidationError) -> list[Any]:
    value: Any = error.validator_value
    return value if isinstance(value, list) else [value]


def _mismatch(errors: Sequence[ValidationError]) -> bool:
    """Return whether the value has another type than the branch."""
    return any(one.validator == "type" and not one.relative_path for one in errors)


def _distance(errors: Sequence[ValidationError]) -> tuple[int, int, int]:
    """Return the distance between a branch and the value: wrong type or discriminator, no discriminator, errors."""
    wrong_kind = any(_is_about_kind(one) for one in errors)
    no_kind = any(
        one.validator == "required" and not one.relative_path and _missing(one) in _DISCRIMINATORS
        for one in errors
    )
    nested = sum(1 for one in errors if one.validator in {"anyOf", "oneOf"} and not one.path)
    return (2 * _mismatch(errors) + wrong_kind, int(no_kind), len(errors) + nested)


def _missing(error: ValidationError) -> str:
    instance: Any = error.instance
    return next((name for name in _words(error.validator_value) if name not in instance), "unknown")


def _words(value: Any) -> Iterable[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _dotted(path: Iterable[Any]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _described_error(error: ValidationError) -> ApiError:
    path = list(error.absolute_path)
    if "metadata" in path:  # an error inside the map is reported for the map
        path = path[: path.index("metadata") + 1]
    where = _dotted(path)
    describe = _DESCRIBERS.get(str(error.validator))
    if describe is None:
        return invalid(f"Invalid value for '{where}': {error.message[:300]}", where or None)
    return describe(error, where)


def _describe_unknown(error: ValidationError, where: str) -> ApiError:
    instance: Any = error.instance
    schema: Any = error.schema
    known = _declared(schema)
    name = next((one for one in instance if one not in known), "?")
    if not where:
        return invalid(f"Unrecognized request argument supplied: {name}", name)
    return invalid(f"Unknown parameter: '{where}.{name}'.", f"{where}.{name}", "unknown_parameter")


def _declared(schema: Schema) -> set[str]:
    known = set(schema.get("properties", ()))
    for branch in [*schema.get("anyOf", ()), *schema.get("allOf", ())]:
        known |= _declared(branch)
    return known


def _describe_missing(error: ValidationError, where: str) -> ApiError:
    name = ".".join(part for part in (where, _missing_by_message(error)) if part)
    return invalid(f"Missing required parameter: '{name}'.", name, "missing_required_parameter")


def _missing_by_message(error: ValidationError) -> str:
    """Return the name of the missing property. jsonschema names it only in the message."""
    return str(error.message).split("'", 2)[1]


def _describe_type(error: ValidationError, where: str) -> ApiError:
    wanted = _wanted(error)
    got = _kind_of(error.instance)
    what = f" for '{where}'" if where else ""
    return invalid(
        f"Invalid type{what}: expected {wanted}, but got {got} instead.",
        where or None,
        "invalid_type",
    )


def _wanted(error: ValidationError) -> str:
    if error.validator == "type":
        names = list(_words(error.validator_value))
    else:
        names = []
        for one in error.context or ():
            if one.validator == "type":
                names += [name for name in _words(one.validator_value) if name not in names]
    return " or ".join(_TYPE_NAMES.get(name, name) for name in names) or "another type"


def _kind_of(value: Any) -> str:
    for kinds, name in (
        ((type(None),), "null"),
        ((bool,), "a boolean"),
        ((int,), "an integer"),
        ((float,), "a decimal"),
        ((str,), "a string"),
        ((list,), "an array"),
        ((Upload,), "a file"),
    ):
        if isinstance(value, kinds):
            return name
    return "an object"


def _describe_enum(error: ValidationError, where: str) -> ApiError:
    shown = ", ".join(f"'{one}'" for one in _allowed(error))
    return invalid(
        f"Invalid value: '{error.instance}'. Supported values are: {shown}.",
        where or None,
        "invalid_value",
    )


def _describe_union(error: ValidationError, where: str) -> ApiError:
    return _describe_type(error, where)


def _describe_bound(error: ValidationError, where: str) -> ApiError:
    low = error.validator in {"minimum", "exclusiveMinimum"}
    kind = "integer" if isinstance(error.instance, int) else "decimal"
    sign = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}[
        str(error.validator)
    ]
    return invalid(
        f"Invalid '{where}': {kind} {'below minimum' if low else 'above maximum'} value. Expected "
        f"a value {sign} {error.validator_value}, but got {error.instance} instead.",
        where or None,
        f"{kind}_{'below_min' if low else 'above_max'}_value",
    )


def _describe_size(error: ValidationError, where: str) -> ApiError:
    word = str(error.validator)
    instance: Any = error.instance
    low = word.startswith("min")
    kind, noun = {
        "Length": ("string", "length"),
        "Items": ("array", "length"),
        "Properties": ("object", "properties"),
    }[word[3:]]
    extreme = "too short" if low else "too long"
    if kind == "object":
        extreme = "not enough properties" if low else "too many properties"
    size, limit = len(instance), error.validator_value
    relation = "minimum" if low else "maximum"
    return invalid(
        f"Invalid '{where}': {extreme if kind == 'object' else f'{kind} {extreme}'}. Expected "
        f"{_TYPE_NAMES[kind]} with {relation} {noun} {limit}, but got {_TYPE_NAMES[kind]} with "
        f"{noun} {size} instead.",
        where or None,
        f"{kind}_{'below_min' if low else 'above_max'}_{noun}",
    )


_DESCRIBERS = {
    "additionalProperties": _describe_unknown,
    "unevaluatedProperties": _describe_unknown,
    "required": _describe_missing,
    "type": _describe_type,
    "enum": _describe_enum,
    "const": _describe_enum,
    "anyOf": _describe_union,
    "oneOf": _describe_union,
    "minimum": _describe_bound,
    "maximum": _describe_bound,
    "exclusiveMinimum": _describe_bound,
    "exclusiveMaximum": _describe_bound,
    "minLength": _describe_size,
    "maxLength": _describe_size,
    "minItems": _describe_size,
    "maxItems": _describe_size,
    "minProperties": _describe_size,
    "maxProperties": _describe_size,
}
