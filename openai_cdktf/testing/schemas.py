"""The schema of the provider, as Terraform knows it. `make generate` writes it from the declarations.

A type is JSON: a type of Terraform (``"string"``, ``["list", "string"]``), or a nested object with its nesting
(``{"single": {name: [flags, type]}}``). The flags are ``r`` (required), ``o`` (optional), ``c`` (computed) and ``w`` (write-only).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, TypeAlias, cast

from openai_cdktf._attributes import Argument
from openai_cdktf._rules.relations import Relation

Type: TypeAlias = Any
"""A type, as JSON."""

Attributes: TypeAlias = Mapping[str, tuple[str, Type]]
"""The flags and the type of each attribute."""

_MODULES = {
    "resource": "",
    "data": "data_openai_",
    "ephemeral": "ephemeral_openai_",
    "action": "action_openai_",
    "list": "query_openai_",
}


@dataclass(frozen=True, kw_only=True)
class Checks:
    """The checks of a construct for its arguments."""

    arguments: Mapping[str, Argument[Any, Any]]
    relations: tuple[Relation, ...]


def types(kind: str) -> Mapping[str, Attributes]:
    """Return the attributes of all types of a kind of blocks, such as ``resource``. Empty if the provider has none."""
    return cast("Mapping[str, Attributes]", _schema().get(kind, {}))


def functions() -> list[str]:
    """Return the names of the provider's functions."""
    return list(_schema()["functions"])


def checks(kind: str, type_name: str) -> Checks:
    """Return the checks of the construct for a type."""
    if kind == "provider":
        module, name = "provider", "openai"
    else:
        module, name = _MODULES[kind] + type_name.removeprefix("openai_"), type_name
    members = vars(import_module(f"openai_cdktf.{module}"))
    for member in members.values():
        if (
            isinstance(member, type)
            and member.__module__ == f"openai_cdktf.{module}"
            and getattr(member, "TF_RESOURCE_TYPE", "") == name
        ):
            return Checks(arguments=member._arguments, relations=member._relations)  # type: ignore[attr-defined]  # noqa: SLF001
    raise AssertionError(f"no construct for {type_name} in openai_cdktf.{module}")


@cache
def _schema() -> dict[str, Any]:
    return cast(
        "dict[str, Any]",
        json.loads(files("openai_cdktf.testing").joinpath("schema.json").read_text()),
    )
