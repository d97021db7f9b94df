"""Adds to OpenAI's document what the ``openai`` package uses and the document does not describe.

``tools/supplement.py`` generates ``supplement.json`` from the types of the package. The document takes precedence: the
supplement does not change what the document describes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any

from openai_sandbox.schemas import Schemas

Json = dict[str, Any]


def load() -> Json:
    """Return the supplement.

    Its keys are ``components`` and ``paths``, as in a document; ``parameters``, which are query parameters by path; and
    ``additions``. An addition has the path of a place in the document (``at``), and the ``properties``, values (``enum``)
    or alternatives (``forms``) to add to this place.
    """
    text = files("openai_sandbox").joinpath("supplement.json").read_text(encoding="utf-8")
    supplement: Json = json.loads(text)
    return supplement


def completed(document: Mapping[str, Any], supplement: Mapping[str, Any] | None = None) -> Json:
    """Return a copy of a document with its missing operations, parameters, properties, values and alternatives.

    Args:
        document: An OpenAPI document. It is not changed.
        supplement: The supplement to add. Defaults to the packaged supplement.
    """
    more = load() if supplement is None else supplement
    known = Schemas(document, closed=False)
    result: Json = dict(document)
    for addition in more["additions"]:
        result = _changed(result, addition["at"], partial(_with_addition, addition, known))
    components = result.get("components", {})
    schemas = {**more["components"], **components.get("schemas", {})}
    return {
        **result,
        "components": {**components, "schemas": schemas},
        "paths": _with_operations(result["paths"], more["paths"], more["parameters"]),
    }


def _changed(tree: Any, keys: Sequence[str | int], change: Callable[[Any], Any]) -> Any:
    """Return a copy of a tree with the value at a path of keys changed. Without such a value, return the tree."""
    if not keys:
        return change(tree)
    key, rest = keys[0], keys[1:]
    if isinstance(tree, dict) and key in tree:
        return {**tree, key: _changed(tree[key], rest, change)}
    if isinstance(tree, list) and isinstance(key, int) and key < len(tree):
        return [*tree[:key], _changed(tree[key], rest, change), *tree[key + 1 :]]
    return tree


def _with_addition(addition: Mapping[str, Any], known: Schemas, schema: Any) -> Any:
    """Return a schema with the addition, if the schema still has the form that the addition needs."""
    if not isinstance(schema, dict):
        return schema
    result = dict(schema)
    described = known.merged(schema).get("properties", {})  # includes the parts of the schema
    missing = {
        name: one for name, one in addition.get("properties", {}).items() if name not in described
    }
    if described and missing:
        result["properties"] = {**missing, **schema.get("properties", {})}
    if "enum" in addition and "enum" in schema:
        result["enum"] = list(dict.fromkeys([*schema["enum"], *addition["enum"]]))
    if "forms" in addition:
        word = next((word for word in ("anyOf", "oneOf") if word in schema), None)
        if word is not None:
            result[word] = [*schema[word], *addition["forms"]]
        elif set(schema) <= {"$ref", "description"}:
            return {"anyOf": [schema, *addition["forms"]]}
    return result


def _with_operations(
    paths: Mapping[str, Any],
    operations: Mapping[str, Mapping[str, Any]],
    parameters: Mapping[str, Sequence[Mapping[str, Any]]],
) -> Json:
    """Return the paths of a document with its missing operations and its missing query parameters of GET requests."""
    merged = dict(paths)
    for path, more in operations.items():
        merged[path] = {**more, **paths.get(path, {})}
    for path, queries in parameters.items():
        operation = merged.get(path, {}).get("get")
        if operation is not None:
            known = {one["name"].removesuffix("[]") for one in operation.get("parameters", ())}
            missing = [one for one in queries if one["name"] not in known]
            both = [*operation.get("parameters", ()), *missing]
            merged[path] = {**merged[path], "get": {**operation, "parameters": both}}
    return merged
