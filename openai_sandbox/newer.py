"""What OpenAI's package calls and the document that OpenAI has published does not describe yet.

Written by hand from the package's own types, in the document's form, and only where the document is silent: as soon as it
speaks, what stands here is passed over. It must not describe anything that the package does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox import (
    newer_agent_automations,
    newer_agent_environments,
    newer_agent_sessions,
    newer_agents,
    newer_decisions,
    newer_keys,
    newer_organization,
    newer_provenance,
    newer_questions,
    newer_recordings,
    newer_settings,
    newer_usage,
    newer_vaults,
    newer_voices,
    newer_webhooks,
)
from openai_sandbox.describing import Raw, any_of
from openai_sandbox.schemas import Schemas

PATHS: Mapping[str, Mapping[str, Any]] = {
    **newer_agent_automations.PATHS,
    **newer_agent_environments.PATHS,
    **newer_agent_sessions.PATHS,
    **newer_agents.PATHS,
    **newer_decisions.PATHS,
    **newer_keys.PATHS,
    **newer_organization.PATHS,
    **newer_provenance.PATHS,
    **newer_settings.PATHS,
    **newer_usage.PATHS,
    **newer_vaults.PATHS,
    **newer_voices.PATHS,
    **newer_webhooks.PATHS,
}
"""Operations by path and method, as in a document."""

COMPONENTS: Mapping[str, Raw] = {
    **newer_agent_automations.COMPONENTS,
    **newer_agent_environments.COMPONENTS,
    **newer_agent_sessions.COMPONENTS,
    **newer_agents.COMPONENTS,
    **newer_keys.COMPONENTS,
    **newer_organization.COMPONENTS,
    **newer_vaults.COMPONENTS,
    **newer_webhooks.COMPONENTS,
}
"""Components that a document lacks, by name."""


PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    **newer_keys.PROPERTIES,
    **newer_organization.PROPERTIES,
    **newer_questions.PROPERTIES,
    **newer_recordings.PROPERTIES,
    **newer_usage.PROPERTIES,
}
"""Properties that components of a document lack, by the component's name."""


def with_newer(paths: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's paths with those operations and parameters that it lacks."""
    merged = dict(paths)
    for path, operations in PATHS.items():
        merged[path] = {**operations, **paths.get(path, {})}
    for (path, method), properties in newer_keys.BODIES.items():
        if method in paths.get(path, {}):
            merged[path] = {**merged[path], method: _taking(merged[path][method], properties)}
    for path, parameters in {**newer_keys.PARAMETERS, **newer_usage.PARAMETERS}.items():
        if "get" in merged.get(path, {}):
            merged[path] = {**merged[path], "get": _asking(merged[path]["get"], parameters)}
    return merged


def _taking(operation: Mapping[str, Any], properties: Mapping[str, Raw]) -> dict[str, Any]:
    """Return an operation whose JSON body has more properties."""
    body = operation["requestBody"]
    schema = body["content"]["application/json"]["schema"]
    more = {**schema, "properties": {**properties, **schema["properties"]}}
    content = {**body["content"], "application/json": {"schema": more}}
    return {**operation, "requestBody": {**body, "content": content}}


def _asking(operation: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return an operation that takes more parameters, or more values of those that it has."""
    told = operation.get("parameters", ())
    known = {one["name"] for one in told}
    return {
        **operation,
        "parameters": [
            *(
                {**one, "schema": _widened(one["schema"], parameters.get(one["name"]))}
                for one in told
            ),
            *(
                {"in": "query", "name": name, "schema": schema}
                for name, schema in parameters.items()
                if name not in known
            ),
        ],
    }


def _widened(schema: Mapping[str, Any], more: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the schema of a list of choices with more of them."""
    if more is None or "enum" not in schema.get("items", {}):
        return schema
    return {**schema, "items": _with_choices(schema["items"], more["items"]["enum"])}


def _with_values(schema: Mapping[str, Any], property_: str, values: Iterable[str]) -> Raw:
    """Return a component one of whose properties may have more values."""
    wider = _with_choices(schema["properties"][property_], values)
    return {**schema, "properties": {**schema["properties"], property_: wider}}


def _with_choices(schema: Mapping[str, Any], values: Iterable[str]) -> Raw:
    """Return the schema of one of some texts with more of them."""
    return {**schema, "enum": list(dict.fromkeys([*schema["enum"], *values]))}


def completed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with the operations, components, properties and forms that it lacks."""
    components = document.get("components", {})
    schemas = {**COMPONENTS, **components.get("schemas", {})}
    whole = Schemas(document, closed=False)
    for name, properties in PROPERTIES.items():
        if name not in schemas:
            continue
        known = whole.merged(schemas[name]).get("properties", {})  # also those of its parts
        lacking = {one: raw for one, raw in properties.items() if one not in known}
        own = schemas[name].get("properties", {})
        schemas[name] = (
            {**schemas[name], "properties": {**lacking, **own}} if lacking else schemas[name]
        )
    for (name, property_), values in newer_keys.VALUES.items():
        if property_ in schemas.get(name, {}).get("properties", {}):
            schemas[name] = _with_values(schemas[name], property_, values)
    for name, forms in newer_voices.FORMS.items():
        # A document that knows several forms by itself has a union there.
        if "properties" in schemas.get(name, {}):
            schemas[name] = any_of(schemas[name], *forms)
    return {
        **document,
        "components": {**components, "schemas": schemas},
        "paths": with_newer(document["paths"]),
    }
