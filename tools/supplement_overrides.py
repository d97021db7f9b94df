"""Additions to the supplement that a comparison of the ``openai`` package with the document on PyPI cannot find.

Limits and defaults are in OpenAI's guides and in the docstrings of methods, not in types. Newer documents have
additional components, in which some fields that the package sends are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.package_differences import Addition

Schema = dict[str, Any]

_METADATA: Schema = {
    "maxProperties": 16,
    "propertyNames": {"type": "string", "maxLength": 64},
    "additionalProperties": {"type": "string", "maxLength": 512},
}
"""The limits of ``metadata`` in all requests."""

_LIMITS: Mapping[tuple[str, str], Schema] = {
    ("beta.agents.vaults.", "allowed_hosts"): {"minItems": 1, "maxItems": 16},
    ("beta.agents.vaults.", "secret_value"): {"minLength": 1},
    ("decision_create_params.", "choices"): {"minItems": 2, "maxItems": 255},
    ("/decisions", "questions"): {"minItems": 1, "maxItems": 400},
    ("/decisions", "safety_identifier"): {"maxLength": 128},
    ("admin.organization.external_key.", "object"): {"enum": ["organization.external_key"]},
    ("CreateTranscriptionRequest", "languages"): {"minItems": 1},
    ("/spend_limit", "threshold_amount"): {"minimum": 1},
    ("/usage/", "bucket_width"): {"default": "1d"},
}
"""Limits and constants, by a part of the name of a component, path or place, and by the name of the property."""


_TEXT_OR_NULL: Schema = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_NUMBER_OR_NULL: Schema = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
_LIFETIME: Schema = {"type": "string", "enum": ["30m", "12h"]}
_UPDATE = "#/components/schemas/responses.response_configuration_update_item"
_ITEM = "/conversations/{conversation_id}/items/{item_id}"
_CONTENT = ("content", "application/json", "schema")

NEWER_DOCUMENTS: Sequence[Addition] = (
    *(
        Addition(keys=("components", "schemas", component), properties=properties)
        for component, properties in {
            "CreateProjectServiceAccountApiKeyBody": {"expires_in_seconds": _NUMBER_OR_NULL},
            "ServiceAccountApiKeyBody": {"expires_at": _NUMBER_OR_NULL},
            "ProjectCreateRequest": {"geography": _TEXT_OR_NULL},
            "ProjectUpdateRequest": {"geography": _TEXT_OR_NULL},
            "PromptCacheBreakpointConfig": {"ttl": _LIFETIME},
            "PromptCacheBreakpointParam": {"ttl": _LIFETIME},
            "PromptCacheOptions": {"comparison_response_id": _TEXT_OR_NULL},
            "PromptCacheOptionsParam": {
                "comparison_response_id": _TEXT_OR_NULL,
                "prewarm": {"type": "boolean"},
            },
        }.items()
    ),
    Addition(keys=("components", "schemas", "PromptCacheTTLEnum"), enum=["12h"]),
    Addition(  # from OpenAI's guide on fine-tuning
        keys=("components", "schemas", "FineTuningJob", "properties", "status"),
        enum=["pausing", "paused"],
    ),
    Addition(
        keys=("components", "schemas", "PublicProjectResidency"),
        enum=["JP_STORAGE_PROCESSING", "IN_STORAGE_PROCESSING", "AU_STORAGE_PROCESSING"],
    ),
    Addition(
        keys=("components", "schemas", "InputItem"),
        forms=[{"$ref": f"{_UPDATE}_param_param.ResponseConfigurationUpdateItemParamParam"}],
    ),
    Addition(
        keys=("paths", _ITEM, "get", "responses", "200", *_CONTENT),
        forms=[{"$ref": f"{_UPDATE}.ResponseConfigurationUpdateItem"}],
    ),
)
"""Additions at places of newer documents. They do not change a document without the place."""


def overridden(supplement: Schema) -> Schema:
    """Add the limits to the supplement in place, and return it."""
    for owner, name, schema in _properties(supplement):
        for (part, property_), limits in _LIMITS.items():
            if name == property_ and part in owner:
                _limit(schema, limits)
        if name == "metadata" and ("requestBody" in owner or "Param" in owner):
            _limit(schema, _METADATA)
    return supplement


def _limit(schema: Schema, limits: Schema) -> None:
    """Add the limits to the alternative with the matching type."""
    kinds = {
        "minItems": "array",
        "minLength": "string",
        "maxLength": "string",
        "minimum": "integer",
    }
    kind = next((kinds[word] for word in limits if word in kinds), None)
    for one in schema.get("anyOf", [schema]):
        if one.get("type") == kind or (kind is None and one.get("type") != "null"):
            one.update(limits)


def _properties(supplement: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Yield the owner, the name and the schema of every property and parameter."""
    for name, component in supplement["components"].items():
        yield from _inside(name, component)
    for path, operations in supplement["paths"].items():
        yield from _inside(path, operations)
    for path, parameters in supplement["parameters"].items():
        yield from _inside(path, parameters)
    for addition in supplement["additions"]:
        yield from _inside("/".join(map(str, addition["at"])), addition)


def _inside(owner: str, tree: Any) -> Iterator[tuple[str, str, Schema]]:
    if isinstance(tree, dict):
        if tree.get("in") == "query":
            yield owner, tree["name"], tree["schema"]
        properties = tree.get("properties")
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            yield owner, name, schema
        for key, one in tree.items():
            yield from _inside(f"{owner}/{key}" if key == "requestBody" else owner, one)
    elif isinstance(tree, list):
        for one in tree:
            yield from _inside(owner, one)
