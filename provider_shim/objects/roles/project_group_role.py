"""``openai_project_group_role``: a role of a project that a group has."""

from __future__ import annotations

from provider_shim.objects.roles.assignments import (
    OF_PROJECT,
    AssignedRole,
    Assignment,
    ListAllAssignedRoles,
    assigned_role_schema,
    assignment_schema,
    list_all_assigned_roles_schema,
    parents,
)
from provider_shim.objects.roles.owned_roles import OwnedRoles, owned_roles_schema
from provider_shim.vocabulary.rest import Rest

_ROLES = "/projects/{project_id}/groups/{group_id}/roles"
OF = parents(project_id="The id of the project.", group_id="The id of the group.")


class ProjectGroupRole(Assignment):
    """A role of a project that a group has there, whichever others it has. Everybody in the group has it through that.

    A group that has the role already keeps it. Destroying the resource takes the role from the group.

    ~> Do not use it for a group whose roles `openai_project_group_roles` tells: each would undo what the other does.
    """

    type_name = "openai_project_group_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_PROJECT)


class ProjectGroupRoles(OwnedRoles):
    """All roles of a project that a group has there: those that are configured are given, and all others are taken away.

    Creating the resource takes away roles that were given elsewhere, and warns of each. The role that `openai_project_group` gives
    may be among them: tell it, too. Destroying the resource takes away the roles that it tells.

    ~> Do not use `openai_project_group_role` for the same group: each would undo what the other does.
    """

    type_name = "openai_project_group_roles"
    endpoint = Rest(_ROLES, item=_ROLES, update=None, auth="admin")
    schema = owned_roles_schema(
        parents(project_id="The id of the project.", group_id="The id of the group."), OF_PROJECT
    )


class DataProjectGroupRole(AssignedRole):
    """A role of a project that a group has there, found by the id or the name of the role."""

    type_name = "openai_project_group_role"
    endpoint = ProjectGroupRole.endpoint
    schema = assigned_role_schema(ProjectGroupRole)


class DataProjectGroupRoles(ListAllAssignedRoles):
    """The roles of a project that a group has there."""

    type_name = "openai_project_group_roles"
    endpoint = ProjectGroupRole.endpoint
    schema = list_all_assigned_roles_schema(OF)
