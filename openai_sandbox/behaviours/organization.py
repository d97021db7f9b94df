"""The organization: its initial owner and project, and the projects."""

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
    """Create the owner of the organization and its default project."""
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
    """Return the owner of the organization, as the owner of an admin key."""
    return {
        "type": "user",
        "object": "organization.user",
        "id": OWNER,
        "name": "Sandbox Owner",
        "created_at": _CREATED,
        "role": "owner",
    }


def create_project(call: Call) -> Answer:
    """Create an active project."""
    return Answer(body=crud.create(call, {"status": "active"}).wire)


def update_project(call: Call) -> Answer:
    """Update a project. The default project and archived projects cannot be updated."""
    record = crud.load(call)
    if record.id == DEFAULT_PROJECT:
        raise invalid("The default project cannot be updated.")
    if record.wire["status"] == "archived":
        raise invalid("Archived projects cannot be updated.")
    return crud.update_item(call)


def open_project(call: Call, identifier: str) -> Record:
    """Return a project that is not archived.

    Raises:
        ApiError: 404 if the project does not exist, or 400 if it is archived.
    """
    project = crud.find(call, _PROJECTS, identifier)
    if project is None:
        raise crud.missing(f"{_PROJECTS}/{identifier}")
    if project.wire["status"] == "archived":
        raise invalid(f"Project {identifier} is archived.")
    return project


def archive_project(call: Call) -> Answer:
    """Archive a project. The API archives projects instead of deleting them. The default project cannot be archived."""
    record = crud.load(call)
    if record.id == DEFAULT_PROJECT:
        raise invalid("The default project cannot be archived.")
    if record.wire["status"] != "archived":
        crud.change(call, record, {"status": "archived", "archived_at": call.now})
    return Answer(body=record.wire)


def list_projects(call: Call) -> Answer:
    """List projects. ``include_archived`` adds the archived ones."""
    archived = call.query.get("include_archived") is True
    return crud.list_items(call, lambda one: archived or one.wire.get("status") != "archived")


HANDLERS = {
    "GET /organization/projects": list_projects,
    "POST /organization/projects": create_project,
    "POST /organization/projects/{project_id}": update_project,
    "POST /organization/projects/{project_id}/archive": archive_project,
}
