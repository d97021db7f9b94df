"""External keys and external storage in the customer's cloud. They can be validated. A key in use cannot be deleted."""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid

_KEYS = "/organization/external_keys"
_STORAGE = "/organization/external_storage"
_PROJECTS = "/organization/projects"

# The fields that the API adds to a storage, by cloud.
_FIELDS_BY_CLOUD: dict[str, dict[str, Any]] = {
    "aws": {"account_id": "790000000000", "external_id": "org-sandbox", "region": "us-east-1"},
    "azure": {"region": "eastus"},
    "gcp": {"audience": "https://example.com/openai"},
    "oci": {},
}


def create_key(call: Call) -> Answer:
    """Register a key."""
    defaults = {"purpose": "ekm", "api_project_ids": [], "workspace_id": ""}
    return Answer(body=crud.create(call, {**defaults, **call.body}).wire)


def delete_key(call: Call) -> Answer:
    """Delete a key that no active project uses, and return it."""
    record = crud.load(call)
    for project in call.store.all(_PROJECTS):
        used = project.wire.get("external_key_id") == record.id
        if used and project.wire.get("status") != "archived":
            raise invalid(
                "This external key is associated with active projects. Please archive the projects "
                "before deleting the external key."
            )
    call.store.delete(record.collection, record.id)
    return Answer(body=record.wire)


def validate_key(call: Call) -> Answer:
    """Validate a key. Every key is valid."""
    crud.load(call)
    return Answer(body={"status": "valid"})


def create_storage(call: Call) -> Answer:
    """Register a storage. It is pending until it is validated."""
    project = call.body["project_id"]
    if crud.find(call, _PROJECTS, project) is None:
        raise crud.missing(f"{_PROJECTS}/{project}")
    given = call.body["provider"]
    record = crud.create(
        call,
        {
            "provider": {**_FIELDS_BY_CLOUD[given["type"]], **given},
            "geography": "us",
            "status": "pending",
        },
    )
    return Answer(body=record.wire)


def validate_storage(call: Call) -> Answer:
    """Validate a storage. Every storage is valid."""
    record = crud.load(call)
    crud.change(call, record, {"status": "validated"})
    return Answer(body=record.wire)


HANDLERS = {
    f"POST {_KEYS}": create_key,
    f"DELETE {_KEYS}/{{external_key_id}}": delete_key,
    f"POST {_KEYS}/{{external_key_id}}/validate": validate_key,
    f"POST {_STORAGE}": create_storage,
    f"POST {_STORAGE}/{{external_storage_id}}/validate": validate_storage,
}
