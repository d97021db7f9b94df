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
    """A custom role of a project: permissions that users and groups get together, in this project.

    Who has it is told by `openai_project_user_role` and `openai_project_group_role`. Destroying the role takes it from
    everybody.

    A change may take OpenAI up to 30 minutes to spread.
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
    """A role of a project, custom or predefined, found by its id or its name; capitals in the name do not matter."""

    type_name = "openai_project_role"
    endpoint = ProjectRole.endpoint
    schema = role_schema(ProjectRole)


class DataProjectRoles(ListAllRoles):
    """The roles of a project, predefined ones among them."""

    type_name = "openai_project_roles"
    endpoint = ProjectRole.endpoint
    schema = list_all_roles_schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "order": order("Defaults to `asc`."),
        }
    )
