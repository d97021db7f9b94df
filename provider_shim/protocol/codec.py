"""Converts Terraform's values to and from msgpack and JSON, by their types.

Terraform sends values without their types, because both sides know them. The values in Python have the forms of
`provider_shim.vocabulary.values`, and types are in cty's JSON form. Invalid input raises `MalformedError`, because it comes from
outside. Invalid output raises `TypeError` or `ValueError`, because it comes from the provider.

Terraform documents both forms as "object wire format" in its directory docs/plugin-protocol.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

import msgpack  # type: ignore[import-untyped]

from provider_shim.vocabulary.diagnostics import Key, Path, ProviderError, render_path
from provider_shim.vocabulary.values import (
    UNKNOWN,
    CtyType,
    Typed,
    canonical_set,
    stored_with_type,
    typed,
)

INT64: Final = range(-(2**63), 2**63)


class MalformedError(ProviderError):
    """A value from Terraform or from a state file does not have its type."""


# From msgpack.


def from_msgpack(cty: CtyType, data: bytes) -> Any:
    """Return the value of type ``cty`` from ``data``.

    Raises:
        MalformedError: The value does not have this type. The message contains the path.
    """
    try:
        raw = msgpack.unpackb(data, ext_hook=_extension, strict_map_key=False, raw=False)
    except (ValueError, msgpack.UnpackException, RecursionError) as fault:
        raise _malformed(f"it is not msgpack: {fault or type(fault).__name__}", ()) from fault
    return _decode(cty, raw, ())


def _extension(code: int, data: bytes) -> Any:
    # 0 is an unknown value, and 12 is one with refinements ("not null", a prefix, …), which the provider can ignore.
    return UNKNOWN if code in {0, 12} else msgpack.ExtType(code, data)


def _decode(cty: CtyType, raw: Any, path: Path) -> Any:
    if raw is None or raw is UNKNOWN:
        return raw
    if cty == "dynamic":
        return _decode_dynamic(raw, path)
    return _decode_known(cty, raw, path, _decode)


def _decode_dynamic(raw: Any, path: Path) -> Typed:
    match raw:
        case [bytes() | str() as encoded, inner]:
            cty = _type_from_json(encoded, path)
            return Typed(cty, _decode(cty, inner, path))
        case _:
            raise _malformed("a dynamic value must be a pair of type and value", path)


def _type_from_json(encoded: bytes | str, path: Path) -> CtyType:
    try:
        cty: CtyType = json.loads(encoded)
    except ValueError as fault:
        raise _malformed(f"a type is not JSON: {fault}", path) from fault
    return cty


# From JSON.


def load_json(data: bytes) -> Any:
    """Return parsed JSON, with numbers in the forms of `values`.

    Raises:
        MalformedError: The data is not JSON.
    """
    try:
        return json.loads(data, parse_float=partial(_number_from_text, path=()))
    except (ValueError, RecursionError) as fault:
        raise _malformed(f"it is not JSON: {fault}", ()) from fault


def from_json(cty: CtyType, raw: Any) -> Any:
    """Return the value of type ``cty`` from parsed JSON of a state.

    The state can be of an older schema or of another provider. So a missing attribute becomes null, an unknown attribute is dropped,
    and a dynamic value without a type gets one. A value that is already in Python's form is unchanged.

    Raises:
        MalformedError: A value does not have its type. The message contains the path.
    """
    return _decode_state(cty, raw, ())


def _decode_state(cty: CtyType, raw: Any, path: Path) -> Any:
    if raw is None or raw is UNKNOWN:
        return raw
    match cty, raw:
        case "dynamic", Typed():
            return raw
        case "dynamic", _ if stored_with_type(raw):
            return Typed(raw["type"], _decode_state(raw["type"], raw["value"], path))
        case "dynamic", _:  # from a schema in which the attribute had a fixed type
            return typed(raw)
        case ["object", dict() as attributes, *_], Mapping():
            raw = {name: raw.get(name) for name in attributes}
    return _decode_known(cty, raw, path, _decode_state)


# Common parts of msgpack and JSON.


def _decode_known(
    cty: CtyType, raw: Any, path: Path, decode: Callable[[CtyType, Any, Path], Any]
) -> Any:
    if isinstance(cty, str):
        return _decode_single(cty, raw, path)
    match cty, raw:
        case ["object", dict() as attributes, *_], Mapping():
            _check_names(attributes, raw, path)
            return {
                name: value  # most members are null or texts, and a call takes longer than the rest
                if (value := raw[name]) is None or (inner == "string" and type(value) is str)
                else decode(inner, value, (*path, name))
                for name, inner in attributes.items()
            }
        case ["list", element], list():
            return [decode(element, item, (*path, index)) for index, item in enumerate(raw)]
        case ["set", element], list():
            return canonical_set([decode(element, item, (*path, i)) for i, item in enumerate(raw)])
        case ["map", element], Mapping():
            return {
                _name(key, path): decode(element, raw[key], (*path, Key(str(key)))) for key in raw
            }
        case ["tuple", list() as elements], list():
            if len(raw) != len(elements):
                raise _malformed(f"expected {len(elements)} elements, not {len(raw)}", path)
            return [
                decode(inner, item, (*path, index))
                for index, (inner, item) in enumerate(zip(elements, raw, strict=True))
            ]
        case _:
            raise _malformed(f"expected {_describe(cty)}, not {type(raw).__name__}", path)


def _decode_single(cty: str, raw: Any, path: Path) -> Any:
    if cty == "number":
        return _number(raw, path)
    if (cty == "string" and isinstance(raw, str)) or (cty == "bool" and isinstance(raw, bool)):
        return raw
    raise _malformed(f"expected {cty}, not {type(raw).__name__}", path)


def _check_names(attributes: Mapping[str, Any], raw: Mapping[Any, Any], path: Path) -> None:
    if attributes.keys() != raw.keys():
        missing = sorted(attributes.keys() - raw.keys())
        extra = sorted(map(str, raw.keys() - attributes.keys()))
        raise _malformed(f"missing attributes {missing}, unknown attributes {extra}", path)


def _name(key: Any, path: Path) -> str:
    if not isinstance(key, str):
        raise _malformed(f"the key of a map must be a string, not {type(key).__name__}", path)
    return key


def _number(raw: Any, path: Path) -> int | float | Decimal:
    match raw:
        case bool():
            raise _malformed("expected a number, not bool", path)
        case int() | Decimal():
            return raw
        case float() if math.isnan(raw):
            raise _malformed("expected a number, not NaN", path)
        case float():
            return int(raw) if raw.is_integer() else raw
        case str():
            return _number_from_text(raw, path)
        case _:
            raise _malformed(f"expected a number, not {type(raw).__name__}", path)


def _number_from_text(text: str, path: Path) -> int | float | Decimal:
    """Return the exact number: as int if it is whole, as float if the float prints the same digits, otherwise as Decimal."""
    try:
        exact = Decimal(text)
    except InvalidOperation as fault:
        raise _malformed(f"{text[:40]!r} is not a number", path) from fault
    if not exact.is_finite() or abs(exact.adjusted()) > 4096:  # noqa: PLR2004  10**huge would fill the memory
        raise _malformed(f"{text[:40]!r} is not finite, or its exponent is too large", path)
    if exact == exact.to_integral_value():
        return int(exact)
    approximate = float(text)
    return approximate if Decimal(repr(approximate)) == exact else exact


def _describe(cty: CtyType) -> str:
    return str(cty[0]) if isinstance(cty, list) and cty else str(cty)


def _malformed(reason: str, path: Path) -> MalformedError:
    place = f" at {render_path(path)}" if path else ""
    return MalformedError(
        "Malformed value",
        f"The provider could not read a value that Terraform sent{place}: {reason}. If you edited the state by "
        f"hand, undo the change. Otherwise this is a bug in the provider: please report it.",
    )


# To msgpack.


def to_msgpack(cty: CtyType, value: Any) -> bytes:
    """Return ``value``, which has the type ``cty``, in Terraform's msgpack.

    Raises:
        TypeError: A part of the value does not have its type. The message contains the path.
        ValueError: An object has missing or unknown attributes, or a number is not finite.
    """
    packer = msgpack.Packer(use_bin_type=True)
    return bytes(packer.pack(_encode(cty, value, ())))


_UNKNOWN_ON_THE_WIRE: Final = msgpack.ExtType(0, b"\x00")


def _encode(cty: CtyType, value: Any, path: Path) -> Any:
    if value is None:
        return None
    if value is UNKNOWN:
        return _UNKNOWN_ON_THE_WIRE
    if isinstance(cty, str):
        return _encode_single(cty, value, path)
    return _encode_composite(cty, value, path)


def _encode_single(cty: str, value: Any, path: Path) -> Any:
    match cty, value:
        case ("string", str()) | ("bool", bool()):
            return value
        case "number", int() | float() | Decimal() if not isinstance(value, bool):
            return _encode_number(value, path)
        case "dynamic", Typed():
            return [_type_to_json(value.type), _encode(value.type, value.value, path)]
        case _:
            raise _unfit(TypeError, f"expected {cty}, not {type(value).__name__}", path)


def _encode_composite(cty: list[Any], value: Any, path: Path) -> Any:
    match cty, value:
        case ["list" | "set", element], list() | tuple():
            return [_encode(element, item, (*path, i)) for i, item in enumerate(value)]
        case ["map", element], dict():
            return {key: _encode(element, value[key], (*path, Key(key))) for key in sorted(value)}
        case ["object", dict() as attributes, *_], dict():
            if attributes.keys() != value.keys():
                odd = sorted(attributes.keys() ^ value.keys())
                raise _unfit(ValueError, f"attributes {odd} are missing or unknown", path)
            return {
                key: member
                if (member := value[key]) is None
                or (attributes[key] == "string" and type(member) is str)
                else _encode(attributes[key], member, (*path, key))
                for key in sorted(value)
            }
        case ["tuple", list() as elements], list() | tuple():
            if len(value) != len(elements):
                raise _unfit(
                    ValueError, f"expected {len(elements)} elements, not {len(value)}", path
                )
            return [
                _encode(inner, item, (*path, index))
                for index, (inner, item) in enumerate(zip(elements, value, strict=True))
            ]
        case _:
            raise _unfit(TypeError, f"expected {_describe(cty)}, not {type(value).__name__}", path)


def _encode_number(value: float | Decimal, path: Path) -> int | str:
    """Return a whole number as int and other numbers as text, which Terraform reads like a number in the configuration.

    A binary float would be wrong: 0.1 in a configuration is not the float 0.1, and Terraform rejects a plan that differs from the
    configuration in the last digit.
    """
    if not math.isfinite(value):
        raise _unfit(ValueError, f"{value} is not a number in Terraform", path)
    if value == int(value):
        return int(value) if int(value) in INT64 else str(int(value))
    return str(value) if isinstance(value, Decimal) else repr(value)


def _type_to_json(cty: CtyType) -> bytes:
    return json.dumps(cty, separators=(",", ":"), ensure_ascii=False).encode()


def _unfit(kind: type[Exception], reason: str, path: Path) -> Exception:
    place = render_path(path) or "the root"
    return kind(f"the provider returned a value of the wrong type at {place}: {reason}")
