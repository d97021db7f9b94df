"""Finds the summaries of all errors and warnings of the provider in its code, and renders the guide that explains them.

``tools/messages.toml`` declares the cause of each, and what to do.
"""

from __future__ import annotations

import ast
import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_TOOLS = Path(__file__).resolve().parent
PACKAGE = _TOOLS.parent / "provider_shim"

_ERROR, _WARNING = "error", "warning"
_FUNCTIONS = {"error": _ERROR, "warning": _WARNING, "warn": _WARNING}
"""The functions whose first argument is a summary, and the severity. ``warn`` is a method of calls."""

_WORDS = {
    "described": "object",
    "len": "number",
    "name": "file",
    "what": "type",
}
"""Better words for the variables in summaries."""


class SummaryError(Exception):
    """A summary is not written as text at the place that creates it. The message names the place."""


@dataclass(frozen=True, kw_only=True)
class _Code:
    """The parsed package.

    Attributes:
        trees: the modules by path.
        texts: the constants of all modules with a text, by name.
        errors: the names of the exceptions that become errors for users.
    """

    trees: Mapping[Path, ast.Module]
    texts: Mapping[str, str]
    errors: frozenset[str]


@functools.cache
def summaries(package: Path = PACKAGE) -> Mapping[str, frozenset[str]]:
    """Return all summaries in the code of a package, each with its severities. Variable parts are in angle brackets.

    Raises:
        SummaryError: A summary is not written as text at the place that creates it.
    """
    code = _parsed(package)
    found: dict[str, set[str]] = {}
    for path, tree in code.trees.items():
        for node in ast.walk(tree):
            for severity, value in _written(node, code):
                for text in _texts(value, tree, code, f"{path}:{value.lineno}"):
                    found.setdefault(text, set()).add(severity)
    return {text: frozenset(severities) for text, severities in found.items()}


def sections() -> str:
    """Return a section for each summary, sorted: its severity, its cause, and what to do.

    Raises:
        SummaryError: A summary has no advice, or the advice is for a summary that does not exist.
    """
    found = summaries()
    advice = tomllib.loads((_TOOLS / "messages.toml").read_text(encoding="utf-8"))
    if missing := sorted(set(found) - set(advice)):
        raise SummaryError(f"Write a cause and a remedy in tools/messages.toml: {missing}")
    if unused := sorted(set(advice) - set(found)):
        raise SummaryError(f"The provider has no such message, so remove its advice: {unused}")
    return "\n".join(
        f"### {_heading(summary)}\n\n"
        f"*{' or '.join(sorted(found[summary])).capitalize()}.* {advice[summary]['cause']}\n\n"
        f"**What to do:** {advice[summary]['remedy']}\n"
        for summary in sorted(found, key=lambda one: one.lower().lstrip("<"))
    )


def _heading(summary: str) -> str:
    """Return a summary as a heading. Markdown would hide words in angle brackets."""
    return summary.replace("<", "[").replace(">", "]")


def _parsed(package: Path) -> _Code:
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*.py"))
        if "_pb" not in path.parts
    }
    nodes = [node for tree in trees.values() for node in tree.body]
    texts = dict(_constants(nodes))
    return _Code(trees=trees, texts=texts, errors=frozenset(_errors(nodes)))


def _constants(nodes: Iterable[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of constants with a text."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            names, values = [target], [node.value]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                names, values = target.elts, node.value.elts
            for name, value in zip(names, values, strict=False):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield _name(name), value.value


def _errors(nodes: Iterable[ast.stmt]) -> set[str]:
    """Return the names of ``ProviderError`` and of its subclasses."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for node in nodes
        if isinstance(node, ast.ClassDef)
    }
    found = {"ProviderError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def _written(node: ast.AST, code: _Code) -> Iterator[tuple[str, ast.expr]]:
    """Yield the severities and the expressions of the summaries that a node creates."""
    if isinstance(node, ast.Call):
        name = _name(node.func)
        is_method = isinstance(node.func, ast.Attribute)
        if name in code.errors:
            severity = _ERROR
        elif name in _FUNCTIONS and is_method is (
            name == "warn"
        ):  # `log.warning` is another function
            severity = _FUNCTIONS[name]
        elif name == "Fault":
            severity = _ERROR
        else:
            return
        keywords = [one.value for one in node.keywords if one.arg == "summary"]
        for value in keywords or node.args[:1]:
            yield severity, value
    match node:
        case ast.Assign(targets=[ast.Name(id="left")], value=ast.Tuple(elts=[first, *_])):
            yield _WARNING, first  # of `LeftWhenDestroyed`


def _texts(value: ast.expr, tree: ast.Module, code: _Code, place: str) -> Iterator[str]:
    """Yield the texts that an expression can have."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"<{_word(part)}>"
                for part in value.values
            )
        case ast.IfExp():
            yield from _texts(value.body, tree, code, place)
            yield from _texts(value.orelse, tree, code, place)
        case ast.Name(id=name) if name in code.texts:
            yield code.texts[name]
        case ast.Name(id="summary") | ast.Attribute(attr="summary"):
            return  # from another place, where it is found
        case ast.Call(func=ast.Name(id=name)):
            yield from _returned(name, tree)
        case _:
            raise SummaryError(f"{place}: write the summary as text, not as {ast.unparse(value)}")


def _returned(name: str, tree: ast.Module) -> Iterator[str]:
    """Yield all texts in a function that returns summaries."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == name:
            for statement in function.body:
                for node in ast.walk(statement):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value


def _word(part: ast.AST) -> str:
    """Return a word for a variable part: the last name in it."""
    match part:
        case ast.FormattedValue(value=value):
            return _word(value)
        case ast.Call(func=ast.Attribute(attr="capitalize", value=value)):
            return _word(value).capitalize()
        case ast.Call(func=value):
            name = _name(value)
        case _:
            name = _name(part)
    return _WORDS.get(name, name)


def _name(node: ast.AST) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
