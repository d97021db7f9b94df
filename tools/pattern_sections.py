"""Renders the sections about classes on the pages of patterns, from their docstrings and signatures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from tools import pattern_types

_SECTION = re.compile(
    r"^(Attributes|Args|Returns|Raises|Example):+\n((?:\n|    .*\n)+)", re.MULTILINE
)
_ENTRY = re.compile(r"^    (\*{0,2}\w+): (.+(?:\n     +.+)*)", re.MULTILINE)


def section(node: ast.ClassDef) -> str:
    """Return the description, the arguments, the attributes and the methods of a class."""
    text = ast.get_docstring(node) or ""
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
    create = next((one for one in methods if one.name == "__init__"), None)
    # Only the last of several overloads has a docstring.
    public = [one for one in methods if not one.name.startswith("_") and ast.get_docstring(one)]
    parts = {
        "Arguments": "" if create is None else _arguments(create),
        "Attributes": _attributes(node, [one for one in public if _is_property(one)]),
        "Methods": "".join(_method(one) for one in public if not _is_property(one)),
    }
    return "\n".join(
        [
            f"## {node.name}\n\n{prose(text)}",
            *(
                f"### {node.name}: {title.lower()}\n\n{body}"
                for title, body in parts.items()
                if body
            ),
        ]
    ).rstrip()


def _attributes(node: ast.ClassDef, properties: Sequence[ast.FunctionDef]) -> str:
    """Return the list of the attributes and properties of a class, with their types."""
    types = {
        one.target.id: one.annotation
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    } | {one.name: one.returns for one in properties if one.returns is not None}
    described = {
        **dict(_entries(ast.get_docstring(node) or "", "Attributes")),
        **{one.name: _summary(one) for one in properties},
    }
    return "".join(
        f"* `{name}` - {f'({kind}) ' if kind else ''}{words[0].upper()}{words[1:]}\n"
        for name, words in described.items()
        for kind in (_shown(types.get(name)),)
    )


def _method(node: ast.FunctionDef) -> str:
    """Return the description of a method: what it returns, and its arguments."""
    text = f"{ast.get_docstring(node)}\n"
    returned = " ".join(
        " ".join(words.split()) for name, words in _SECTION.findall(text) if name == "Returns"
    )
    kind = _shown(node.returns)
    about = _summary(node)
    if kind or returned:
        about += f" Returns{f' {kind}' if kind else ''}"
        about += f": {returned[0].lower()}{returned[1:]}" if returned else "."
    return f"* `{_call(node)}` - {about}\n{_arguments(node, indent='  ')}"


def _shown(annotation: ast.expr | None) -> str:
    """Return a type, or nothing if it says nothing."""
    if annotation is None or ast.unparse(annotation) in ("Any", "None"):
        return ""
    return pattern_types.shown(annotation)


def _arguments(node: ast.FunctionDef, indent: str = "") -> str:
    """Return the list of the documented arguments of a function, with their types."""
    described = node.args
    optional = {one.arg for one in described.args[len(described.args) - len(described.defaults) :]}
    optional |= {
        one.arg
        for one, default in zip(described.kwonlyargs, described.kw_defaults, strict=True)
        if default is not None
    }
    types = {
        one.arg: pattern_types.argument(one.annotation, required=one.arg not in optional) + " "
        for one in (*described.args, *described.kwonlyargs)
        if one.annotation is not None
    }
    return "".join(
        f"{indent}* `{name}` - {types.get(name, '')}{words[0].upper()}{words[1:]}\n"
        for name, words in _entries(ast.get_docstring(node) or "", "Args")
    )


def prose(docstring: str) -> str:
    """Return a docstring without its sections, with a line for each paragraph."""
    text = _SECTION.sub("", f"{docstring}\n")
    paragraphs = [" ".join(one.split()) for one in text.split("\n\n") if one.strip()]
    return "".join(f"{one}\n\n" for one in paragraphs).rstrip("\n") + "\n"


def _entries(docstring: str, section: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a section, each with its text on one line."""
    for name, body in _SECTION.findall(f"{docstring}\n"):
        if name == section:
            for entry, words in _ENTRY.findall(body):
                yield entry, " ".join(words.split())


def _summary(node: ast.FunctionDef) -> str:
    return " ".join(prose(ast.get_docstring(node) or "").split("\n\n")[0].split())


def _call(node: ast.FunctionDef) -> str:
    """Return a call of a method with the names of its arguments, and the defaults of optional ones."""
    arguments = [one.arg for one in node.args.args if one.arg not in ("self", "cls")]
    keywords = [
        f"{one.arg}={ast.unparse(default)}" if default else one.arg
        for one, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    ]
    more = [f"**{node.args.kwarg.arg}"] if node.args.kwarg else []
    return f"{node.name}({', '.join([*arguments, *(['*', *keywords] if keywords else []), *more])})"


def _is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "property" for one in node.decorator_list)
