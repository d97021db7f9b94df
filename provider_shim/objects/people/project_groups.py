"""``openai_project_groups``: all groups that have access to a project."""

from __future__ import annotations

from dataclasses import replace

from provider_shim.engine.call import Call, Values
from provider_shim.objects.people import project_group
from provider_shim.objects.people.owned_members import Member, OwnedMembers
from provider_shim.objects.roles.assignments import OF_PROJECT
from provider_shim.objects.roles.project_group_role import ProjectGroupRoles
from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import ListAll, list_all_schema
from provider_shim.rules.objects import NamedOnce
from provider_shim.rules.role_ids import doubt, predefined_first, same_role, without_place
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, SetOf, String
from provider_shim.vocabulary.values import canonical_set

_COLLECTION = "/organization/projects/{project_id}/groups"


class ProjectGroups(OwnedMembers):
    """All groups that have access to a project. The groups that you configure get access, and all others lose it.

    The create removes the access of groups that were added elsewhere, and warns about each of them. To see them in the plan,
    import the resource first. Destroying it removes the access of the groups that it contains.

    ~> Do not use `openai_project_group` for the same project. Each would undo the changes of the other.
    """

    type_name = "openai_project_groups"
    endpoint = Rest(_COLLECTION, item=_COLLECTION, update=None, auth="admin")
    members = "groups"
    member_id = "group_id"
    id_field = "group_id"
    called = ("group_id",)
    roles = ProjectGroupRoles()
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="The id of the project, which is also the id for import.",
            ),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "groups": SetOf(
                Object(
                    {
                        "group_id": String(required=True, min_length=1, doc="The id of the group."),
                        "role": String(
                            required=True,
                            unread=True,
                            min_length=1,
                            equivalent=same_role,
                            doubt=doubt,
                            doc=f"The id of the role of the group. {OF_PROJECT} The list of groups does not contain it. Terraform "
                            "reads it only at the import, so it does not detect changes that are made elsewhere.",
                        ),
                    }
                ),
                required=True,
                check=NamedOnce(
                    by=("group_id",),
                    reason="to give a group more roles, use `openai_project_group_role`.",
                ),
                doc="All groups that have access to the project. An empty set removes the access of all groups.",
            ),
        }
    )

    def read(self, call: Call, state: Values) -> Values | None:
        """List the groups. After an import, read the role of each group, too."""
        found = super().read(call, state)
        if found is None or not call.private.unread:
            return found
        groups = [
            one if one["role"] else {**one, "role": self._role(call, {**found, **one})}
            for one in found[self.members]
        ]
        return {**found, self.members: canonical_set(groups)}

    def _role(self, call: Call, values: Values) -> str | None:
        """Return the role of a group, and of several roles a predefined one. None if the group has no role."""
        found = self.roles.read(call, {**values, "role_ids": None})
        roles = [] if found is None else sorted(found["role_ids"], key=predefined_first)
        return without_place(roles[0]) if roles else None

    def from_item(self, item: Json, known: Member | None) -> Member:
        """Return a group with its last known role: the list has no role."""
        return {"group_id": item.get("group_id"), "role": known["role"] if known else None}

    def is_same_role(self, one: str | None, other: str) -> bool:
        """Return whether the ids are the same, with or without the project. The role of an existing group is not known."""
        return one is not None and same_role(one, other)

    def give_role(self, call: Call, values: Values, role: str) -> None:
        """Make the role the only role of the group. The API has no endpoint to change it."""
        self.roles.update(replace(call, note=None), values, {**values, "role_ids": [role]})


class DataProjectGroups(ListAll):
    """The groups that have access to a project."""

    type_name = "openai_project_groups"
    endpoint = project_group.ProjectGroup.endpoint
    items = "groups"
    schema = Schema(
        {
            **list_all_schema(
                project_group.ProjectGroup,
                items,
                {"order": order("Defaults to `asc`.")},
                not_returned=("role",),
                instead={"project_id": String(computed=True, doc="The id of the project.")},
            ).attributes,
            "group_ids": ListOf(
                String(), computed=True, doc="The ids of all groups, in the same order."
            ),
            "group_count": Integer(computed=True, doc="The number of groups."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List the groups, and add the list of their ids."""
        found = super().read(call, config)
        ids = [one["group_id"] for one in found[self.items]]
        return {**found, "group_ids": ids, "group_count": len(ids)}
