"""``openai_project_role``: a custom role of a project."""

from __future__ import annotations

from provider_shim.objects.roles.custom_roles import (
    ARGUMENTS,
    KIND,
    CustomRole,
    ListAllRoles,
    LookedUpRole,
    list_all_roles_schema,
    named,
    role_schema,
)
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.memberships import GoesWithProject
from provider_shim.rules.role_ids import same_role
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class ProjectRole(GoesWithProject, CustomRole):
    """A custom role of a project: a set of permissions in this project.

    To assign the role, use `openai_project_user_role` and `openai_project_group_role`. Destroying the role removes it from all
    users and groups.

    A change may take up to 30 minutes to take effect.
    """

    type_name = "openai_project_role"
    endpoint = Rest("/projects/{project_id}/roles", auth="admin", page=1000, reshape=named)
    schema = Schema(
        {
            "id": identity("role").but(also=("role_id",), equivalent=same_role),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **ARGUMENTS,
            **KIND,
        }
    )


class DataProjectRole(LookedUpRole):
    """A custom or predefined role of a project, found by its id or its name. Upper and lower case of the name are the same."""

    type_name = "openai_project_role"
    endpoint = ProjectRole.endpoint
    schema = role_schema(ProjectRole)


class DataProjectRoles(ListAllRoles):
    """The custom and predefined roles of a project."""

    type_name = "openai_project_roles"
    endpoint = ProjectRole.endpoint
    schema = list_all_roles_schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "order": order("Defaults to `asc`."),
        }
    )
