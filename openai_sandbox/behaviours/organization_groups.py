"""Groups of users, and their members."""

from __future__ import annotations

from collections.abc import Iterable

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

GROUPS = "/organization/groups"
_USERS = "/organization/users"
_PROJECTS = "/organization/projects"


def person(call: Call, identifier: str) -> Record | None:
    """Return the user of the organization or the service account with this id, None without one."""
    return next(
        (
            record
            for record in call.store.everywhere(identifier)
            if record.collection == _USERS or record.collection.endswith("/service_accounts")
        ),
        None,
    )


def groups_of(call: Call, user: str) -> Iterable[str]:
    """Return the ids of the groups of a user."""
    for record in call.store.everywhere(user):
        above, _, name = record.collection.rpartition("/")
        if name == "users" and above.startswith(f"{GROUPS}/"):
            yield above.removeprefix(f"{GROUPS}/")


def add_user(call: Call) -> Answer:
    """Add an existing user to a group that does not contain the user."""
    crud.require_parents(call)
    identifier = call.body["user_id"]
    found = person(call, identifier)
    if found is None:
        raise crud.missing(f"{_USERS}/{identifier}")
    if call.store.get(call.path, identifier) is not None:
        raise invalid(f"User {identifier} is already in the group.", "user_id")
    item = call.operations.get(f"GET {call.operation.template}/{{user_id}}")
    facts = {
        "is_service_account": found.collection != _USERS,
        "email": None,
        "picture": None,
        **found.wire,
    }
    record = Record(
        collection=call.path,
        id=identifier,
        shape=item.shape if item else call.operation.shape,
        wire=build(item.answer, facts) if item else facts,
    )
    call.store.insert(record)
    return Answer(body=build(call.operation.answer, {**call.params, "user_id": identifier}))


def delete(call: Call) -> Answer:
    """Delete a group, also from the projects."""
    group = call.path.rsplit("/", 1)[-1]
    answer = crud.delete_item(call)
    for project in call.store.all(_PROJECTS):
        call.store.delete(f"{_PROJECTS}/{project.id}/groups", group)
        call.store.delete(f"/projects/{project.id}/groups", group)
    return answer


HANDLERS = {
    f"DELETE {GROUPS}/{{group_id}}": delete,
    f"POST {GROUPS}/{{group_id}}/users": add_user,
}
