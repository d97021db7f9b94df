"""Converts Terraform's JSON configuration to HCL, formatted like ``terraform fmt``. Pure.

It converts everything that CDKTF synthesizes for the objects of this provider: resources, data sources, ephemeral resources,
actions, variables, outputs and provider configurations, with nested attributes. Of nested blocks, it knows those of
``lifecycle`` and the ``config`` of an action, and raises an error for others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_LABELS = {
    "provider": 1,
    "variable": 1,
    "data": 2,
    "ephemeral": 2,
    "resource": 2,
    "action": 2,
    "output": 1,
}
"""The kinds of blocks in the order of the document, each with the number of its labels."""

_REFERENCES = ("depends_on", "ignore_changes", "replace_triggered_by")
"""Lists whose strings are addresses."""

_NESTED = {"action": ("config",), "lifecycle": ("action_trigger",), "action_trigger": ()}
"""The blocks within a block, by its kind. In all others, it is ``lifecycle``."""

_KEYWORDS = {"action_trigger": ("events", "actions")}
"""Lists whose strings are keywords or addresses, by the kind of block."""

_INDENT = "  "
_WIDTH = 72
"""The maximum width of a collection on one line, in characters."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class UnsupportedError(ValueError):
    """The configuration contains something that this module cannot convert. The message says what."""


def document(configuration: Mapping[str, Any], kinds: Iterable[str] = tuple(_LABELS)) -> str:
    """Return the blocks of a configuration, sorted by kind, then in the order of the configuration.

    Args:
        configuration: the contents of CDKTF's ``cdk.tf.json``. Its comments (``//``) are dropped.
        kinds: the kinds of blocks to write: ``provider``, ``variable``, ``data``, ``ephemeral``, ``resource``,
            ``action`` and ``output``.

    Raises:
        UnsupportedError: A block has nested blocks of another kind than those above.
    """
    wanted = set(kinds)
    blocks = [
        _block(
            " ".join([kind, *map(_quoted_plainly, labels)]),
            _with_bare_type(body) if kind == "variable" else body,
        )
        for kind, depth in _LABELS.items()
        if kind in wanted
        for labels, body in _bodies(configuration.get(kind, {}), depth)
    ]
    return "\n".join(blocks)


def _bodies(tree: Any, depth: int) -> Iterable[tuple[list[str], Mapping[str, Any]]]:
    """Yield labels and bodies. Several bodies with the same labels are a list in the tree."""
    if depth:
        for label, inside in tree.items():
            for labels, body in _bodies(inside, depth - 1):
                yield [label, *labels], body
    else:
        for body in tree if isinstance(tree, list) else [tree]:
            yield [], body


def _with_bare_type(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the variable with its type as an expression, as HCL requires it."""
    return {**body, "type": f"${{{body['type']}}}"} if "type" in body else body


def _block(header: str, body: Mapping[str, Any], indent: str = "") -> str:
    inner = indent + _INDENT
    kind = header.split(maxsplit=1)[0]
    nested = _NESTED.get(kind, ("lifecycle",))
    blocks = [
        _block(name, one, inner)
        for name in nested
        if name in body
        for one in (body[name] if isinstance(body[name], list) else [body[name]])
    ]
    for name in ("connection", "provisioner"):
        if name in body:
            _refused(name)
    keywords = {name: body[name] for name in _KEYWORDS.get(kind, ()) if name in body}
    others = {name: one for name, one in body.items() if name not in {"//", *nested, *keywords}}
    written = {
        **{name: _keywords(value) for name, value in keywords.items()},
        **{name: _value(name, value, inner) for name, value in others.items()},
    }
    text = _assignments(written, inner)
    inside = "\n".join(part for part in (text, *blocks) if part)
    return f"{indent}{header} {{\n{inside}{indent}}}\n" if inside else f"{indent}{header} {{}}\n"


def _refused(name: str) -> str:
    raise UnsupportedError(f"examples cannot contain a `{name}` block: remove it")


def _assignments(written: Mapping[str, str], indent: str, *, airy: bool = True) -> str:
    """Return one assignment for each line, with neighbours aligned. ``airy`` adds empty lines around long ones."""
    lines: list[str] = []
    group: list[tuple[str, str]] = []

    def close() -> None:
        width = max((len(name) for name, _ in group), default=0)
        lines.extend(f"{indent}{name:<{width}} = {value}" for name, value in group)
        group.clear()

    for name, value in written.items():
        if "\n" not in value:
            if airy and lines and not group:
                lines.append("")
            group.append((name, value))
            continue
        close()
        if airy and lines:
            lines.append("")
        lines.append(f"{indent}{name} = {value}")
    close()
    return "".join(f"{line}\n" if line else "\n" for line in lines)


def _value(name: str, value: Any, indent: str) -> str:
    if name == "provider" and isinstance(value, str):
        return value
    if name == "ignore_changes" and value == "all":
        return "all"
    if name in _REFERENCES and isinstance(value, list):
        return _keywords(value)
    return expression(value, indent)


def _keywords(value: Any) -> str:
    return "[" + ", ".join(map(str, value)) + "]"


def expression(value: Any, indent: str = "") -> str:
    """Return a JSON value, whose strings can contain Terraform templates, as an expression.

    Args:
        value: the value. If a string is only one ``${…}``, its inside becomes the expression.
        indent: the indent of the line on which the expression begins.
    """
    match value:
        case str():
            return _bare(value) or quoted(value)
        case Mapping():
            entries = {_key(key): expression(item, indent + _INDENT) for key, item in value.items()}
            short = "{ " + ", ".join(f"{key} = {item}" for key, item in entries.items()) + " }"
            if not entries:
                return "{}"
            if len(entries) == 1 and _short(short, indent):
                return short
            return f"{{\n{_assignments(entries, indent + _INDENT, airy=False)}{indent}}}"
        case list():
            items = [expression(item, indent + _INDENT) for item in value]
            short = f"[{', '.join(items)}]"
            if _short(short, indent) and not any(isinstance(item, Mapping) for item in value):
                return short
            inside = "".join(f"{indent}{_INDENT}{item},\n" for item in items)
            return f"[\n{inside}{indent}]"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return json.dumps(value)


def _short(text: str, indent: str) -> bool:
    return "\n" not in text and len(indent) + len(text) <= _WIDTH


def _key(key: str) -> str:
    return key if _IDENTIFIER.match(key) else (f"({bare})" if (bare := _bare(key)) else quoted(key))


def _bare(text: str) -> str | None:
    """Return the inside of a string that is only one interpolation, otherwise None."""
    if not text.startswith("${") or text.startswith("$${"):
        return None
    return text[2:-1] if _end_of_interpolation(text, 0) == len(text) else None


def quoted(text: str) -> str:
    """Return the string in quotes. Special characters are escaped, except inside interpolations."""
    written, position = [], 0
    while position < len(text):
        if text.startswith(("$${", "%%{"), position):
            end = position + 3
            written.append(text[position:end])
        elif text.startswith(("${", "%{"), position):
            end = _end_of_interpolation(text, position)
            written.append(text[position:end])
        else:
            end = position + 1
            written.append(_escaped(text[position]))
        position = end
    return '"' + "".join(written) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04x}" if character < " " else character


def _quoted_plainly(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _end_of_interpolation(text: str, start: int) -> int:
    """Return the position after the closing brace of the interpolation. Strings inside can contain braces."""
    depth, position, in_text = 0, start + 1, False
    while position < len(text):
        character = text[position]
        if in_text:
            if character == "\\":
                position += 1
            elif character == '"':
                in_text = False
        elif character == '"':
            in_text = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(text)
