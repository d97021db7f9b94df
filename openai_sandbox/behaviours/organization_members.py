"""Members of projects: users of the organization and groups. Archived projects have no members.

A member has one of the roles of ``organization_roles``.
"""

from __future__ import annotations

from openai_sandbox import crud
from openai_sandbox.behaviours.organization import open_project
from openai_sandbox.behaviours.organization_roles import resolved
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record, Store

_PROJECTS = "/organization/projects"
_USERS = "/organization/users"
_GROUPS = "/organization/groups"
_MEMBERS = f"{_PROJECTS}/{{project_id}}/users"
_MEMBER_GROUPS = f"{_PROJECTS}/{{project_id}}/groups"
_ROLES = ("owner", "member")


def admit(store: Store, project: str, user: Record, role: str, now: int) -> Record:
    """Add a user to a project."""
    wire = {
        "object": "organization.project.user",
        "id": user.id,
        "name": user.wire["name"],
        "email": user.wire["email"],
        "role": role,
        "added_at": now,
    }
    collection = _MEMBERS.format(project_id=project)
    _grant(store, project, user.id, role)
    return store.insert(Record(collection=collection, id=user.id, shape="ProjectUser", wire=wire))


def _grant(store: Store, project: str, user: str, role: str) -> None:
    """Assign the predefined role of a membership to a user, and remove the other one."""
    collection = f"/projects/{project}/users/{user}/roles"
    for name in _ROLES:
        identifier = f"role-api-project-{name}__api-project__{project}"
        store.delete(collection, identifier)
        if name == role:
            store.insert(Record(collection=collection, id=identifier, shape="assigned", wire={}))


def _revoke(store: Store, project: str, principal: str) -> None:
    """Remove all roles of a user or a group in a project. ``principal`` has the form ``users/user-1``."""
    collection = f"/projects/{project}/{principal}/roles"
    for one in store.all(collection):
        store.delete(collection, one.id)


def leave(store: Store, user: str) -> None:
    """Remove a user from all projects and groups."""
    for record in store.everywhere(user):
        if record.collection == _USERS:
            continue
        store.delete(record.collection, user)
        if record.collection.startswith(f"{_PROJECTS}/"):
            _revoke(store, record.collection.split("/")[3], f"users/{user}")


def add_user(call: Call) -> Answer:
    """Add a user of the organization to a project that does not contain the user."""
    project = open_project(call, call.params["project_id"])
    user = _person(call)
    role = _role(call)
    if call.store.get(call.path, user.id) is not None:
        raise invalid(f"User {user.id} already exists in project {project.id}.")
    return Answer(body=admit(call.store, project.id, user, role, call.now).wire)


def _person(call: Call) -> Record:
    identifier, email = call.body.get("user_id"), call.body.get("email")
    if (identifier is None) == (email is None):
        raise invalid("Exactly one of 'user_id' and 'email' must be given.", "user_id")
    for one in call.store.with_text(_USERS, str(identifier or email)):
        if one.id == identifier or (email and one.wire["email"].lower() == email.lower()):
            return one
    raise invalid(f"User {identifier or email} is not a member of the organization.")


def _role(call: Call) -> str:
    role = call.body.get("role")
    if role not in _ROLES:
        raise invalid(
            f"Invalid value for 'role': {role!r} is neither 'owner' nor 'member'.", "role"
        )
    return str(role)


def update_user(call: Call) -> Answer:
    """Change the role of a user."""
    project = open_project(call, call.params["project_id"])
    record = crud.load(call)
    crud.change(call, record, {"role": _role(call)})
    _grant(call.store, project.id, record.id, record.wire["role"])
    return Answer(body=record.wire)


def delete(call: Call) -> Answer:
    """Remove a user or a group from a project, with its roles."""
    project = open_project(call, call.params["project_id"])
    answer = crud.delete_item(call)
    kind, identifier = call.path.rsplit("/", 2)[1:]
    _revoke(call.store, project.id, f"{kind}/{identifier}")
    return answer


def list_all(call: Call) -> Answer:
    """List the users or groups of a project that is not archived."""
    open_project(call, call.params["project_id"])
    return crud.list_items(call)


def read(call: Call) -> Answer:
    """Read a user or a group of a project that is not archived."""
    open_project(call, call.params["project_id"])
    return crud.read_item(call)


def add_group(call: Call) -> Answer:
    """Add a group to a project that does not contain the group."""
    project = open_project(call, call.params["project_id"])
    identifier = call.body["group_id"]
    group = crud.find(call, _GROUPS, identifier)
    if group is None:
        raise crud.missing(f"{_GROUPS}/{identifier}")
    if call.store.get(call.path, identifier) is not None:
        raise invalid(f"Group {identifier} already exists in project {project.id}.")
    role = resolved(call, call.body["role"])
    roles = f"/projects/{project.id}/groups/{identifier}/roles"
    call.store.insert(Record(collection=roles, id=role.id, shape="assigned", wire={}))
    known = {"group_name": group.wire["name"], "group_type": "group"}
    return Answer(body=crud.create(call, known).wire)


HANDLERS = {
    f"POST {_MEMBERS}": add_user,
    f"GET {_MEMBERS}": list_all,
    f"GET {_MEMBERS}/{{user_id}}": read,
    f"POST {_MEMBERS}/{{user_id}}": update_user,
    f"DELETE {_MEMBERS}/{{user_id}}": delete,
    f"POST {_MEMBER_GROUPS}": add_group,
    f"GET {_MEMBER_GROUPS}": list_all,
    f"GET {_MEMBER_GROUPS}/{{group_id}}": read,
    f"DELETE {_MEMBER_GROUPS}/{{group_id}}": delete,
}
