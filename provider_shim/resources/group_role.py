"""``openai_group_role``: a role of the organization that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_ORGANIZATION, Assignment, assignment_schema, parents
from provider_shim.rest import Rest

_ROLES = "/organization/groups/{group_id}/roles"
OF = parents(group_id="The id of the group.")


class GroupRole(Assignment):
    """A role of the organization that a group has, whichever others it has. Everybody in the group has it through that.

    A group that has the role already keeps it. Destroying the resource takes the role from the group.

    ~> Do not use it for a group whose roles `openai_group_roles` tells: each would undo what the other does.
    """

    type_name = "openai_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)
