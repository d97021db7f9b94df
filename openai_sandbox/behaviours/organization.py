"""The organisation: who and what is there from the start, archived projects."""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record, Store

USERS = "/organization/users"
OWNER = "user-sandboxowner"
DEFAULT_PROJECT = "proj_sandboxdefault"
_PROJECTS = "/organization/projects"
_CREATED = 1735689600


def seed(store: Store) -> None:
    """Put the organisation's owner and its default project there."""
    wire = {
        "object": "organization.user",
        "id": OWNER,
        "name": "Sandbox Owner",
        "email": "owner@example.com",
        "role": "owner",
        "added_at": _CREATED,
        "is_default": False,
    }
    store.insert(Record(collection=USERS, id=OWNER, shape="User", wire=wire))
    project = {
        "object": "organization.project",
        "id": DEFAULT_PROJECT,
        "name": "Default project",
        "created_at": _CREATED,
        "archived_at": None,
        "status": "active",
        "external_key_id": None,
        "residency": "GLOBAL",
    }
    store.insert(Record(collection=_PROJECTS, id=DEFAULT_PROJECT, shape="Project", wire=project))


def owner() -> dict[str, Any]:
    """Return who makes admin keys: the organisation's owner."""
    return {
        "type": "user",
        "object": "organization.user",
        "id": OWNER,
        "name": "Sandbox Owner",
        "created_at": _CREATED,
        "role": "owner",
    }


def create_project(call: Call) -> Answer:
    """Answer a new project: active."""
    return Answer(body=crud.create(call, {"status": "active"}).wire)


def update_project(call: Call) -> Answer:
    """Answer a change of a project: neither the default one nor an archived one can be changed."""
    record = crud.load(call)
    if record.id == DEFAULT_PROJECT:
        raise invalid("The default project cannot be updated.")
    if record.wire["status"] == "archived":
        raise invalid("Archived projects cannot be updated.")
    return crud.update_item(call)


def open_project(call: Call, identifier: str) -> Record:
    """Return a project that is not archived.

    Raises:
        ApiError: there is none, or it is archived.
    """
    project = crud.find(call, _PROJECTS, identifier)
    if project is None:
        raise crud.missing(f"{_PROJECTS}/{identifier}")
    if project.wire["status"] == "archived":
        raise invalid(f"Project {identifier} is archived.")
    return project


def archive_project(call: Call) -> Answer:
    """Answer the archiving of a project, which is what stands for its deletion; the default one cannot be archived."""
    record = crud.load(call)
    if record.id == DEFAULT_PROJECT:
        raise invalid("The default project cannot be archived.")
    if record.wire["status"] != "archived":
        crud.change(call, record, {"status": "archived", "archived_at": call.now})
    return Answer(body=record.wire)


def list_projects(call: Call) -> Answer:
    """Answer a list, without archived projects unless they are asked for."""
    archived = call.query.get("include_archived") is True
    return crud.list_items(call, lambda one: archived or one.wire.get("status") != "archived")


HANDLERS = {
    "GET /organization/projects": list_projects,
    "POST /organization/projects": create_project,
    "POST /organization/projects/{project_id}": update_project,
    "POST /organization/projects/{project_id}/archive": archive_project,
}
