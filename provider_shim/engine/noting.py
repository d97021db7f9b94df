"""Connects declarations with the journal: writes, drops and reads the notes about creates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.resource import Resource
from provider_shim.journal.journal import Journal, NewObject
from provider_shim.journal.notes import Note, digest_of_arguments, import_id, known_name
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.values import unknown_as_null


def note_of(
    journal: Journal, type_name: str, resource: Resource, planned: Mapping[str, Any]
) -> NewObject | None:
    """Return the note of a create, or None if the create leaves no object at the API."""
    has_own_id = not resource.attributes["id"].local
    if not resource.creates or (not resource.importable and not has_own_id):
        return None
    known = unknown_as_null(planned)
    identity = resource.endpoint.identity
    return journal.create(
        Note(
            type=type_name,
            id=None if has_own_id else import_id(identity, known),
            name=known_name(resource.attributes, known),
            arguments=digest_of_arguments(resource.attributes, planned),
            importable=resource.importable,
        ),
        identity,
    )


def is_in_state(journal: Journal, resource: Resource, state: Mapping[str, Any]) -> None:
    """Drop the note of an object that Terraform knows."""
    journal.is_in_state(resource.type_name, import_id(resource.endpoint.identity, state))


def earlier_values(
    journal: Journal, resource: Resource, state: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the earlier values of an imported setting that a killed run has changed, or None if no run has."""
    identity = import_id(resource.endpoint.identity, state)
    return None if identity is None else journal.before(resource.type_name, identity)


def is_deleted(
    journal: Journal, type_name: str, resource: Resource, prior: Mapping[str, Any]
) -> None:
    """Drop the note of an object that is deleted."""
    journal.is_deleted(type_name, import_id(resource.endpoint.identity, prior))


def twins(
    journal: Journal, type_name: str, resource: Resource, planned: Mapping[str, Any]
) -> list[Diagnostic]:
    """Warn if an earlier run may have created the planned object. An object that the configuration names cannot exist twice."""
    if journal.is_empty or resource.attributes["id"].local:
        return []
    return journal.twins(type_name, digest_of_arguments(resource.attributes, planned))
