"""What OpenAI's package calls and the document that OpenAI has published does not describe yet.

Written by hand from the package's own types, in the document's form, and only where the document is silent: as soon as it
speaks, what stands here is passed over. It must not describe anything that the package does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import newer_organization, newer_settings, newer_webhooks
from openai_sandbox.describing import Raw, deleting

PATHS: Mapping[str, Mapping[str, Any]] = {
    "/audio/voices/{voice_id}": {"delete": deleting("audio.voice")},
    **newer_organization.PATHS,
    **newer_settings.PATHS,
    **newer_webhooks.PATHS,
}
"""Operations by path and method, as in a document."""

COMPONENTS: Mapping[str, Raw] = {**newer_organization.COMPONENTS, **newer_webhooks.COMPONENTS}
"""Components that a document lacks, by name."""


def with_newer(paths: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's paths with those operations that it lacks."""
    merged = dict(paths)
    for path, operations in PATHS.items():
        merged[path] = {**operations, **paths.get(path, {})}
    return merged


def completed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with the operations, components and properties that it lacks."""
    components = document.get("components", {})
    schemas = {**COMPONENTS, **components.get("schemas", {})}
    for name, properties in newer_organization.PROPERTIES.items():
        if name in schemas:
            known = schemas[name].get("properties", {})
            schemas[name] = {**schemas[name], "properties": {**properties, **known}}
    return {
        **document,
        "components": {**components, "schemas": schemas},
        "paths": with_newer(document["paths"]),
    }
