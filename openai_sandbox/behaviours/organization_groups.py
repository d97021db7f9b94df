"""Groups of people: who is in one, and what goes with it."""

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
    """Return a user of the organisation, or a service account, which is one, too; None if nobody is called so."""
    return next(
        (
            record
            for record in call.store.everywhere(identifier)
            if record.collection == _USERS or record.collection.endswith("/service_accounts")
        ),
        None,
    )


def groups_of(call: Call, user: str) -> Iterable[str]:
    """Return the ids of the groups that somebody is in."""
    for record in call.store.everywhere(user):
        above, _, name = record.collection.rpartition("/")
        if name == "users" and above.startswith(f"{GROUPS}/"):
            yield above.removeprefix(f"{GROUPS}/")


def add_user(call: Call) -> Answer:
    """Answer that somebody is in the group now: somebody who exists, and is not in it yet."""
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
    """Answer a deletion: with the group goes what it was in projects."""
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
