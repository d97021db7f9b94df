"""Audit logs: the changes of the organization in this sandbox, as events in the schema of the document."""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours.organization import DEFAULT_PROJECT, OWNER
from openai_sandbox.calls import Answer, Call
from openai_sandbox.document_operations import Operation
from openai_sandbox.ids import new_id
from openai_sandbox.schemas import Schema
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

COLLECTION = "/organization/audit_logs"
_LIST = f"GET {COLLECTION}"
_PROJECT = "/organization/projects/{project_id}"
_RULES = (
    "/organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules"
)

_NOUNS = {
    "/organization/admin_api_keys": "api_key",
    "/organization/certificates": "certificate",
    "/organization/external_keys": "external_key",
    "/organization/external_storage": "external_storage",
    "/organization/groups": "group",
    "/organization/groups/{group_id}/roles": "role.assignment",
    "/organization/invites": "invite",
    "/organization/projects": "project",
    "/organization/roles": "role",
    "/organization/users": "user",
    "/organization/users/{user_id}/roles": "role.assignment",
    "/organization/workload_identity_providers": "workload_identity_provider",
    _RULES: "workload_identity_provider_mapping",
    f"{_PROJECT}/api_keys": "api_key",
    f"{_PROJECT}/rate_limits": "rate_limit",
    f"{_PROJECT}/service_accounts": "service_account",
    f"{_PROJECT}/service_accounts/{{service_account_id}}/api_keys": "api_key",
    f"{_PROJECT}/users": "user",
    "/projects/{project_id}/groups/{group_id}/roles": "role.assignment",
    "/projects/{project_id}/roles": "role",
    "/projects/{project_id}/users/{user_id}/roles": "role.assignment",
}
"""The object type in the names of events, by collection."""

_NAMES = {
    "external_key.created": "external_key.registered",
    "external_key.deleted": "external_key.removed",
    "external_storage.created": "external_storage.registered",
    "external_storage.deleted": "external_storage.removed",
    "invite.created": "invite.sent",
    "user.created": "user.added",
}
"""The names of events that do not follow the general pattern."""

_ACTIONS = {
    f"POST {_PROJECT}/archive": "project.archived",
    "POST /organization/certificates/activate": "certificates.activated",
    "POST /organization/certificates/deactivate": "certificates.deactivated",
    f"POST {_PROJECT}/certificates/activate": "certificates.activated",
    f"POST {_PROJECT}/certificates/deactivate": "certificates.deactivated",
}
_ADMIN_KEY = "key_sandboxadmin"
_ACTOR = {
    "type": "api_key",
    "api_key": {
        "id": _ADMIN_KEY,
        "type": "user",
        "user": {"id": OWNER, "email": "owner@example.com"},
    },
}
_OF_TENANTS = {"role.bound_to_resource", "role.unbound_from_resource"}


def note(call: Call, answer: Answer) -> None:
    """Add an event for a call, if the audit log has an event type for its operation."""
    event_type = _event(call.operation)
    listing = call.operations.get(_LIST)
    if event_type is None or listing is None:
        return
    schema = listing.answer["properties"]["data"]["items"]
    if event_type not in schema["properties"]:
        return
    body = answer.body if isinstance(answer.body, dict) else {}
    identifier = _target(call, body)
    details = _details(schema["properties"][event_type], call, event_type, body)
    if identifier:
        details["id"] = identifier
    event = new_id("audit_log-")
    wire = {
        "id": event,
        "type": event_type,
        "effective_at": call.now,
        "actor": _ACTOR,
        "project": _project(call),
        event_type: details,
    }
    record = Record(
        collection=COLLECTION,
        id=event,
        shape=f"items of {listing.shape}",
        wire=wire,
        extra={"targets": [identifier]},
    )
    call.store.insert(record)


def _event(operation: Operation) -> str | None:
    if operation.name in _ACTIONS:
        return _ACTIONS[operation.name]
    is_item = operation.template.endswith("}")
    collection = operation.template.rsplit("/", 1)[0] if is_item else operation.template
    verb = {"POST": "updated" if is_item else "created", "DELETE": "deleted"}.get(operation.method)
    noun = _NOUNS.get(collection)
    if verb is None or noun is None:
        return None
    return _NAMES.get(f"{noun}.{verb}", f"{noun}.{verb}")


def _target(call: Call, answer: dict[str, Any]) -> str:
    """Return the id of the changed object, from the answer or from the path."""
    if isinstance(answer.get("id"), str):
        return str(answer["id"])
    return ["", *call.params.values()][-1]


def _details(schema: Schema, call: Call, event_type: str, answer: dict[str, Any]) -> dict[str, Any]:
    """Return the details of an event in the schema of its type, from the request and its answer."""
    arguments = dict(call.body)
    if "name" in arguments:
        arguments |= {
            f"{event_type.partition('.')[0]}_name": arguments["name"],
            "title": arguments["name"],
        }
    inside = {
        name: build(schema["properties"][name], arguments)
        for name in ("data", "changes_requested")
        if name in schema.get("properties", {})
    }
    return build(schema, {**answer, **arguments, "certificates": answer.get("data", []), **inside})


def _project(call: Call) -> dict[str, Any]:
    identifier = call.params.get("project_id", DEFAULT_PROJECT)
    record = call.store.get("/organization/projects", identifier)
    return {"id": identifier, "name": record.wire["name"] if record else ""}


def list_events(call: Call) -> Answer:
    """List the events that match the filters, the newest first."""
    return crud.list_items(call, lambda record: _passes(call, record))


def _passes(call: Call, record: Record) -> bool:
    wire, actor = record.wire, record.wire["actor"]["api_key"]
    has = {
        "event_types": {wire["type"]},
        "project_ids": {wire["project"]["id"]},
        "actor_ids": {actor["id"], actor["user"]["id"]},
        "actor_emails": {actor["user"]["email"]},
        "resource_ids": set(record.extra["targets"]),
    }
    if any(not own & set(call.query.get(name, own)) for name, own in has.items()):
        return False
    of_tenant = wire["type"].startswith("tenant.") or wire["type"] in _OF_TENANTS
    return of_tenant or call.query.get("tenant_only") is not True


HANDLERS = {_LIST: list_events}
