"""Writes values and calls as Python, in the format of ruff and black. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

WIDTH = 88
_INDENT = "    "
_SHORT = 60
"""The maximum length of a string with escaped line breaks, in characters. Longer strings get one line for each of theirs."""

Special = Callable[[Any], str | None]
"""Returns the Python code for a value that is not JSON, or None for other values."""


def literal(value: Any, special: Special, indent: str = "", used: int = 0) -> str:
    """Return a value as an expression.

    Args:
        value: JSON, which can contain values for `special`.
        special: see `Special`.
        indent: the indent of the line on which the expression begins.
        used: the number of characters of this line before and after the expression.
    """
    text = special(value)
    if text is not None:
        return text
    match value:
        case str():
            return _text(value, indent)
        case Mapping():
            items = [(f"{special(key) or quoted(str(key))}: ", item) for key, item in value.items()]
            return _collection("{}", items, special, indent, used)
        case list() | tuple():
            return _collection("[]", [("", item) for item in value], special, indent, used)
        case _:
            return repr(value)


def call(
    name: str,
    positional: Sequence[str],
    arguments: Mapping[str, Any],
    special: Special,
    indent: str,
    *,
    before: int = 0,
) -> str:
    """Return a call, on one line if it fits.

    Args:
        name: the name of the function.
        positional: the positional arguments, as Python code.
        arguments: keyword arguments, as values for `literal`. A key that begins with ``**`` unpacks a mapping, given as code.
        special: see `Special`.
        indent: the indent of the line on which the call begins.
        before: the number of characters of this line before the call.
    """
    inner = indent + _INDENT
    lines = [*positional]
    for key, value in arguments.items():
        if key.startswith("**"):
            lines.append(f"**{value}")
        else:
            lines.append(f"{key}={literal(value, special, inner, len(key) + 2)}")
    flat = f"{name}({', '.join(lines)})"
    if "\n" not in flat and len(indent) + before + len(flat) <= WIDTH:
        return flat
    return f"{name}(\n" + "".join(f"{inner}{line},\n" for line in lines) + f"{indent})"


def _collection(
    brackets: str,
    items: Sequence[tuple[str, Any]],
    special: Special,
    indent: str,
    used: int,
) -> str:
    opening, closing = brackets[0], brackets[1]
    inner = indent + _INDENT
    written = [before + literal(item, special, inner, len(before) + 1) for before, item in items]
    flat = f"{opening}{', '.join(written)}{closing}"
    if "\n" not in flat and len(indent) + used + len(flat) <= WIDTH:
        return flat
    return opening + "\n" + "".join(f"{inner}{one},\n" for one in written) + indent + closing


def _text(text: str, indent: str) -> str:
    if "\n" not in text.rstrip("\n") or len(text) <= _SHORT:
        return quoted(text)
    inner = indent + _INDENT
    lines = text.splitlines(keepends=True)
    return "(\n" + "".join(f"{inner}{quoted(line)}\n" for line in lines) + f"{indent})"


def quoted(text: str) -> str:
    """Return a string as Python code, in double quotes unless it contains double quotes."""
    plain = repr(text)
    if plain.startswith("'") and '"' not in plain:
        return '"' + plain[1:-1] + '"'
    return plain
