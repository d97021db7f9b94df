"""Roles of the organization and of its projects, predefined and custom, and their assignments.

The id of a predefined role ends with the organization or the project, as in
``role-api-project-owner__api-project__proj_1``. A request can omit this suffix. An answer always contains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox import crud, rendering
from openai_sandbox.behaviours.organization import open_project
from openai_sandbox.behaviours.organization_groups import GROUPS, groups_of, person
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

ORGANIZATION = "org-sandbox"
_ROLES = "/organization/roles"
_ALL_PAGES = 1000

_PREDEFINED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "organization": {
        "owner": ("api.organization.read", "api.organization.write"),
        "reader": ("api.organization.read",),
    },
    "project": {
        "owner": ("api.model.request", "api.organization.projects.api_keys.write"),
        "member": ("api.model.request",),
        "viewer": ("api.model.read",),
    },
}
"""The predefined roles and their permissions, for the organization and for projects."""


def create(call: Call) -> Answer:
    """Create a role. The request contains its name as ``role_name``. The name must be unique."""
    _check_project(call)
    _seed(call)
    _check_unique_name(call, call.body["role_name"])
    facts = {"name": call.body["role_name"], "resource_type": f"api.{_kind(call)}"}
    return Answer(body=crud.create(call, facts).wire)


def read(call: Call) -> Answer:
    """Read a role."""
    return Answer(body=_load(call).wire)


def update(call: Call) -> Answer:
    """Update a custom role. The request contains its name as ``role_name``."""
    record = _load(call)
    _check_custom(record)
    changes = {name: value for name, value in call.body.items() if value is not None}
    if "role_name" in changes:
        changes["name"] = changes.pop("role_name")
        if changes["name"] != record.wire["name"]:
            _check_unique_name(call, changes["name"])
    if "description" in call.body:
        changes["description"] = call.body["description"]
    crud.change(call, record, changes)
    return Answer(body=record.wire)


def delete(call: Call) -> Answer:
    """Delete a custom role and its assignments."""
    record = _load(call)
    _check_custom(record)
    for assigned in call.store.everywhere(record.id):
        call.store.delete(assigned.collection, assigned.id)
    return Answer(body=rendering.deleted(call, record))


def list_roles(call: Call) -> Answer:
    """List the roles of the organization or of a project, predefined roles first."""
    _check_project(call)
    _seed(call)
    return crud.list_items(call)


# --- assignments of roles ---------------------------------------------------------------------------------------


def assign(call: Call) -> Answer:
    """Assign a role. If it is assigned already, the request succeeds too."""
    principal = _principal(call)
    role = resolved(call, call.body["role_id"])
    shape = call.operation.shape
    call.store.insert(Record(collection=call.path, id=role.id, shape=shape, wire={}))
    shown = {"role": role.wire, **_summary(principal)}
    return Answer(body=build(call.operation.answer, shown))


def read_assigned(call: Call) -> Answer:
    """Read an assigned role."""
    _principal(call)
    role = resolved(call, call.params["role_id"])
    for held, sources in _assigned_roles(call, call.path.rsplit("/", 1)[0]):
        if held.id == role.id:
            return Answer(body=build(call.operation.answer, _details(held, sources)))
    raise crud.missing(call.path)


def list_assigned(call: Call) -> Answer:
    """List the roles of a user or a group, including those that the user has through groups."""
    _principal(call)
    held = list(_assigned_roles(call, call.path))
    if call.query.get("order") == "desc":
        held.reverse()
    names = [role.id for role, _ in held]
    after, limit = call.query.get("after"), int(call.query.get("limit", _ALL_PAGES))
    if after and after not in names:
        raise invalid(f"Invalid value for 'after': no object has id '{after}'.", "after")
    start = names.index(after) + 1 if after else 0
    page = held[start : start + limit]
    more = start + limit < len(held)
    body = build(call.operation.answer, {"object": "list"})
    items = call.operation.answer["properties"]["data"]["items"]
    body["data"] = [build(items, _details(role, sources)) for role, sources in page]
    body |= {"has_more": more, "next": page[-1][0].id if more and page else None}
    return Answer(body=body)


def unassign(call: Call) -> Answer:
    """Remove the assignment of a role. A role that comes from a group stays."""
    _principal(call)
    role = resolved(call, call.params["role_id"])
    if not call.store.delete(call.path.rsplit("/", 1)[0], role.id):
        raise crud.missing(call.path)
    kind = "user" if "user_id" in call.params else "group"
    return Answer(
        body=build(call.operation.answer, {"object": f"{kind}.role.deleted", "deleted": True})
    )


def _assigned_roles(call: Call, collection: str) -> Iterator[tuple[Record, list[dict[str, str]]]]:
    """Yield the roles of a user or a group, each with the groups that it comes from."""
    _seed(call)
    sources: dict[str, list[dict[str, str]]] = {one.id: [] for one in call.store.all(collection)}
    if "user_id" in call.params:
        place = "/organization" if _kind(call) == "organization" else _project(call)
        for group in groups_of(call, call.params["user_id"]):
            for one in call.store.all(f"{place}/groups/{group}/roles"):
                source = {"principal_id": group, "principal_type": "group"}
                sources.setdefault(one.id, []).append(source)
    for identifier, through in sources.items():
        role = call.store.get(_collection(call), identifier)
        if role is not None:
            yield role, through


def _details(role: Record, sources: list[dict[str, str]]) -> dict[str, Any]:
    defaults: dict[str, Any] = {"created_by": None, "created_by_user_obj": None, "metadata": {}}
    return {**defaults, **role.wire, "assignment_sources": sources or None}


def _principal(call: Call) -> Record:
    """Return the user or the group of the path.

    Raises:
        ApiError: 404 if the user, the group or the project does not exist, or 400 if the project is archived.
    """
    _check_project(call)
    if "user_id" in call.params:
        path = f"/organization/users/{call.params['user_id']}"
        found = person(call, call.params["user_id"])
    else:
        path = f"{GROUPS}/{call.params['group_id']}"
        found = crud.find(call, GROUPS, call.params["group_id"])
    if found is None:
        raise crud.missing(path)
    return found


def _summary(principal: Record) -> dict[str, Any]:
    if principal.collection == GROUPS:
        managed = principal.wire["is_scim_managed"]
        return {"group": {**principal.wire, "object": "group", "scim_managed": managed}}
    times = {"added_at": principal.wire.get("created_at", 0)}
    return {"user": {**times, **principal.wire, "object": "organization.user"}}


# --- places and ids ---------------------------------------------------------------------------------------------


def _check_project(call: Call) -> None:
    """Check that the project of the path, if there is one, exists and is not archived.

    Raises:
        ApiError: 404 if the project does not exist, or 400 if it is archived.
    """
    if "project_id" in call.params:
        open_project(call, call.params["project_id"])


def _kind(call: Call) -> str:
    return "project" if "project_id" in call.params else "organization"


def _project(call: Call) -> str:
    return f"/projects/{call.params['project_id']}"


def _collection(call: Call) -> str:
    """Return the collection of the roles of the call's organization or project."""
    return f"{_project(call)}/roles" if "project_id" in call.params else _ROLES


def _suffix(call: Call) -> str:
    return f"__api-{_kind(call)}__{call.params.get('project_id', ORGANIZATION)}"


def _seed(call: Call) -> None:
    """Create the predefined roles at the first request for roles."""
    collection, kind = _collection(call), _kind(call)
    if call.store.count(collection):
        return
    for name, permissions in _PREDEFINED[kind].items():
        identifier = f"role-api-{kind}-{name}{_suffix(call)}"
        wire = {
            "object": "role",
            "id": identifier,
            "name": name,
            "description": None,
            "permissions": list(permissions),
            "resource_type": f"api.{kind}",
            "predefined_role": True,
        }
        call.store.insert(Record(collection=collection, id=identifier, shape="Role", wire=wire))


def resolved(call: Call, identifier: str) -> Record:
    """Return a role of the call's organization or project by its id, with or without the suffix.

    Raises:
        ApiError: 404 if the role does not exist.
    """
    _seed(call)
    collection = _collection(call)
    found = call.store.get(collection, identifier) or call.store.get(
        collection, f"{identifier}{_suffix(call)}"
    )
    if found is None:
        raise crud.missing(f"{collection}/{identifier}")
    return found


def _load(call: Call) -> Record:
    _check_project(call)
    return resolved(call, call.params["role_id"])


def _check_custom(record: Record) -> None:
    if record.wire["predefined_role"]:
        raise invalid("Predefined roles cannot be changed or deleted.", "role_id")


def _check_unique_name(call: Call, name: str) -> None:
    if any(one.wire["name"] == name for one in call.store.all(_collection(call))):
        raise ApiError(409, f"A role called '{name}' exists already.", param="role_name")


_PLACES = ("/organization", "/projects/{project_id}")
_PRINCIPALS = ("users/{user_id}", "groups/{group_id}")

HANDLERS = {
    **{
        f"{method} {place}/roles{item}": handler
        for place in _PLACES
        for method, item, handler in (
            ("POST", "", create),
            ("GET", "", list_roles),
            ("GET", "/{role_id}", read),
            ("POST", "/{role_id}", update),
            ("DELETE", "/{role_id}", delete),
        )
    },
    **{
        f"{method} {place}/{principal}/roles{item}": handler
        for place in _PLACES
        for principal in _PRINCIPALS
        for method, item, handler in (
            ("POST", "", assign),
            ("GET", "", list_assigned),
            ("GET", "/{role_id}", read_assigned),
            ("DELETE", "/{role_id}", unassign),
        )
    },
}
