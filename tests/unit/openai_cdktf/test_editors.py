"""Editors show the documentation of every attribute, and complete known values."""

from __future__ import annotations

import ast
from pathlib import Path

import jedi
import pytest

import openai_cdktf

FOLDER = Path(openai_cdktf.__file__).parent
MODULES = sorted(path for path in FOLDER.glob("[a-z]*.py"))
FIELDS = {"Argument", "Computed", "required_field", "optional_field"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_attribute_is_followed_by_its_documentation(module: Path) -> None:
    """jedi and pyright show the string after the assignment. Python ignores it."""
    for made in ast.parse(module.read_text()).body:
        if not isinstance(made, ast.ClassDef):
            continue
        for statement, following in zip(made.body, [*made.body[1:], None], strict=True):
            value = getattr(statement, "value", None)
            if not (
                isinstance(statement, ast.Assign | ast.AnnAssign)
                and isinstance(value, ast.Call)
                and isinstance(value.func, ast.Name)
                and value.func.id in FIELDS
            ):
                continue
            assert isinstance(following, ast.Expr), ast.unparse(statement)
            assert isinstance(following.value, ast.Constant), ast.unparse(statement)
            assert following.value.value, ast.unparse(statement)


@pytest.mark.parametrize(
    ("expression", "documentation"),
    [
        ("File.purpose", "The purpose of the file"),
        ("File.id", "The id of the file."),
        ("VectorStore.expires_after", "When the store expires"),
        ("OpenaiProvider.api_key", "The project API key"),
        ("VectorStoreExpiresAfter.days", "The days"),
        ("VectorStoreFileCountsReference.completed", "Files"),
    ],
)
def test_jedi_shows_the_documentation_of_attributes(expression: str, documentation: str) -> None:
    owner, _, name = expression.partition(".")
    source = f"from openai_cdktf import {owner}\n{owner}.{name}"
    (found, *_) = jedi.Script(source).help(2, len(owner) + 2)
    assert found.docstring()


def test_jedi_shows_the_signature_with_known_values() -> None:
    source = "from openai_cdktf import File\nFile("
    (signature,) = jedi.Script(source).get_signatures(2, 5)
    purpose = next(one for one in signature.params if one.name == "purpose")
    assert purpose.description == (
        'param purpose: Literal["assistants", "batch", "fine-tune", "vision", "user_data"] | str'
    )
