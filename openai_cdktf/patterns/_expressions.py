"""Texts that Terraform must not read as expressions."""

from __future__ import annotations

from typing import Any


def literal(tree: Any) -> Any:
    """Return a text, or a tree with texts, in which Terraform finds no expression: ``${`` becomes ``$${``."""
    if isinstance(tree, str):
        return tree.replace("${", "$${").replace("%{", "%%{")
    if isinstance(tree, dict):
        return {literal(key): literal(value) for key, value in tree.items()}
    return [literal(item) for item in tree] if isinstance(tree, list) else tree
