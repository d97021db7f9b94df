"""Declarations are loaded at their first use, and all are listed."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.tables import Table, declared


def test_a_new_provider_has_loaded_no_declaration() -> None:
    code = (
        "import sys; from provider_shim.provider import Provider; Provider(); "
        "print({m for m in sys.modules if m.startswith('provider_shim.objects.') and m.count('.') > 2})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = ast.literal_eval(ran.stdout)
    assert loaded == {"provider_shim.objects.text.vectors"}  # a function decodes them


def test_an_entry_is_created_once() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    table = Table(["a", "b"], make)
    assert "a" in table
    assert (table["a"], table["a"], made) == ("A", "A", ["a"])


def test_a_module_that_declares_another_type_is_an_error() -> None:
    table = declared(Resource, {"provider_shim.engine": {"openai_journal": "call"}})
    with pytest.raises(TypeError, match="does not declare a Resource openai_journal"):
        table["openai_journal"]
