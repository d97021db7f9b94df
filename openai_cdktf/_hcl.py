"""Renders values as HCL, for ``cdktf synth --hcl``.

The CDK's renderer does not escape backslashes and line breaks, and handles strings that begin with a bracket as code.
So this module renders each attribute in a form that the renderer does not change: raw, or in quotes if the
string contains an interpolation.
"""

from __future__ import annotations

import json
import re
from typing import Any

_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_OPENING = re.compile(r"(?<![$%])[$%]\{")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


def rendered(value: Any) -> dict[str, Any]:
    """Return an attribute in the form for the CDK's renderer.

    Args:
        value: JSON with interpolations (``${...}``), but without tokens.
    """
    code = expression(value)
    if "${" in code:
        # The renderer adds quotes to every value with an interpolation: remove our quotes, or interpolate the complete value.
        code = code[1:-1] if isinstance(value, str) else "${" + code + "}"
    return {"value": code, "isBlock": False, "type": "reference", "storageClassType": "reference"}


def expression(value: Any) -> str:
    """Return a JSON value as an expression on one line."""
    match value:
        case str():
            return _quoted(value)
        case dict():
            entries = (f"{_key(key)} = {expression(item)}" for key, item in value.items())
            return "{ " + ", ".join(entries) + " }" if value else "{}"
        case list():
            return "[" + ", ".join(expression(item) for item in value) + "]"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return json.dumps(value)


def _key(name: str) -> str:
    return name if _IDENTIFIER.match(name) else _quoted(name)


def _quoted(text: str) -> str:
    """Return a quoted template. Everything outside of interpolations is escaped."""
    out = ['"']
    start = 0
    for begin, end in _interpolations(text):
        out += [_escaped(text[start:begin]), text[begin:end]]
        start = end
    return "".join([*out, _escaped(text[start:]), '"'])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}"), text)


def _interpolations(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each interpolation and directive. Ignore `$${`, `%%{`, and braces in inner quotes."""
    found = []
    position = 0
    while match := _OPENING.search(text, position):
        depth, index, quoted = 1, match.end(), False
        while index < len(text) and depth:
            character = text[index]
            if character == "\\" and quoted:
                index += 1
            elif character == '"':
                quoted = not quoted
            elif not quoted:
                depth += (character == "{") - (character == "}")
            index += 1
        if depth:
            break
        found.append((match.start(), index))
        position = index
    return found
