"""Renders types on the pages of patterns: without private names, and with links to the pages of constructs."""

from __future__ import annotations

import ast
import copy
import functools
from pathlib import Path
from typing import Final

from tools.examples import ROOT
from tools.page_kinds import OBJECTS, construct_of, name_of, path_of

_MODULES: Final = ROOT / "openai_cdktf"
_ALIASES: Final = ("_kinds.py", "_paths.py", "patterns/*.py")
"""The modules with type aliases that signatures of patterns use."""
_PARAMETER: Final = "Value"
_UNNAMED: Final = "Resolvable"
"""A value of the CDK that every argument accepts."""


def shown(annotation: ast.expr) -> str:
    """Return a type as Markdown. If it consists of constructs only, each name is a link to its page."""
    text = expanded(annotation)
    pages = _pages()
    names = text.split(" | ")
    if all(name in pages for name in names):
        return " or ".join(f"[`{name}`](../{pages[name]})" for name in names)
    return f"`{text}`"


def argument(annotation: ast.expr, *, required: bool) -> str:
    """Return the type of an argument as Markdown, and whether the argument is required."""
    text = expanded(annotation)
    if required:
        return f"(Required, `{text}`)"
    return f"(Optional, `{text.removesuffix(' | None')}`)"


def expanded(annotation: ast.expr) -> str:
    """Return a type with the definitions of its aliases, in Python."""
    return ast.unparse(_Expansion().visit(copy.deepcopy(annotation)))


class _Expansion(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace an alias by its definition."""
        alias = _aliases().get(node.id)
        return node if alias is None else self._expanded(alias)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Replace an alias with a parameter by its definition."""
        if isinstance(node.value, ast.Name) and node.value.id in _aliases():
            alias = copy.deepcopy(_aliases()[node.value.id])
            return self._expanded(_Parameter(node.slice).visit(alias))
        self.generic_visit(node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Flatten a union, without the values that every argument accepts."""
        self.generic_visit(node)
        members = {ast.unparse(one): one for one in _members(node)}
        members.pop(_UNNAMED, None)
        return functools.reduce(
            lambda left, right: ast.BinOp(left, ast.BitOr(), right), members.values()
        )

    def _expanded(self, alias: ast.expr) -> ast.expr:
        made: ast.expr = self.visit(copy.deepcopy(alias))
        return made


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [node]


class _Parameter(ast.NodeTransformer):
    def __init__(self, value: ast.expr) -> None:
        self._value = value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self._value) if node.id == _PARAMETER else node


@functools.cache
def _aliases() -> dict[str, ast.expr]:
    """Return the definitions of all type aliases, by name."""
    files: list[Path] = [file for pattern in _ALIASES for file in sorted(_MODULES.glob(pattern))]
    return {
        node.target.id: node.value
        for file in files
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.value is not None
        and ast.unparse(node.annotation) == "TypeAlias"
    }


@functools.cache
def _pages() -> dict[str, str]:
    """Return the paths of the pages of constructs, relative to ``docs``."""
    return {
        construct_of(kind, declaration): path_of(kind, name_of(declaration)).removeprefix("docs/")
        for kind, declarations in OBJECTS
        for declaration in declarations
    }
