"""Renders the schema with which `openai_cdktf.testing.validate` checks a stack without Terraform.

It is the schema that Terraform gets, in a short form: for each attribute its flags and its type.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provider_shim.protocol.servicer import Servicer
from provider_shim.provider import Provider

ROOT = Path(__file__).resolve().parent.parent
PATH = "openai_cdktf/testing/schema.json"

_FLAGS = {"required": "r", "optional": "o", "computed": "c", "write_only": "w"}
_NESTING = {1: "single", 2: "list", 3: "set", 4: "map"}


def render() -> dict[str, str]:
    """Return the schema file, by path. Each type is on a line of its own, so that differences can be read."""
    schema = Servicer(Provider()).whole_schema
    blocks = {
        "resource": {name: one.block for name, one in schema.resource_schemas.items()},
        "data": {name: one.block for name, one in schema.data_source_schemas.items()},
        "ephemeral": {name: one.block for name, one in schema.ephemeral_resource_schemas.items()},
        "action": {name: one.schema.block for name, one in schema.action_schemas.items()},
        "list": {name: one.block for name, one in schema.list_resource_schemas.items()},
        "provider": {"openai": schema.provider.block},
    }
    sections = ",\n".join(
        f"{json.dumps(section)}: {{\n{_lines(types)}\n}}" for section, types in blocks.items()
    )
    functions = json.dumps(sorted(schema.functions))
    return {PATH: f'{{\n{sections},\n"functions": {functions}\n}}\n'}


def owned() -> list[str]:
    """Return the path of the file, if it is on disk."""
    return [PATH] if (ROOT / PATH).exists() else []


def _lines(types: Mapping[str, Any]) -> str:
    return ",\n".join(
        f"{json.dumps(name)}: {json.dumps(_attributes(types[name].attributes), separators=(',', ':'))}"
        for name in sorted(types)
    )


def _attributes(attributes: Any) -> dict[str, list[Any]]:
    return {one.name: [_flags(one), _type(one)] for one in attributes}


def _flags(attribute: Any) -> str:
    return "".join(letter for name, letter in _FLAGS.items() if getattr(attribute, name))


def _type(attribute: Any) -> Any:
    if attribute.HasField("nested_type"):
        nested = attribute.nested_type
        return {_NESTING[nested.nesting]: _attributes(nested.attributes)}
    return json.loads(attribute.type)
