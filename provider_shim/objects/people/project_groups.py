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
from provider_shim.rules.role_ids import doubt, same_role
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, SetOf, String

_COLLECTION = "/organization/projects/{project_id}/groups"


class ProjectGroups(OwnedMembers):
    """All groups that have access to a project: those that are configured get it, and all others lose it.

    Creating the resource takes access from groups that were added elsewhere, and warns of each: import it first to see them in
    the plan. Destroying it takes access from those that it has.

    ~> Do not use `openai_project_group` for the same project: each would undo what the other does.
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
            "id": String(computed=True, local=True, doc="The id of the project, as for import."),
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
                            doc=f"The id of the role of the group. {OF_PROJECT} The list does not tell it, so that only a change of "
                            "the configuration is seen.",
                        ),
                    }
                ),
                required=True,
                check=NamedOnce(
                    by=("group_id",),
                    reason="give a group further roles with `openai_project_group_role`.",
                ),
                doc="All groups that have access to the project. An empty set takes access from all.",
            ),
        }
    )

    def from_item(self, item: Json, known: Member | None) -> Member:
        """Return a group with the role that was given last: the list does not tell it."""
        return {"group_id": item.get("group_id"), "role": known["role"] if known else None}

    def is_same_role(self, one: str | None, other: str) -> bool:
        """Take ids with and without their place for the same; of a group that was there before, none is known."""
        return one is not None and same_role(one, other)

    def give_role(self, call: Call, values: Values, role: str) -> None:
        """Make the role the only one of the group: the API has no other way to change it."""
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
            "group_ids": ListOf(String(), computed=True, doc="The ids of all of them."),
            "group_count": Integer(computed=True, doc="How many there are."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List them, and tell their ids by themselves."""
        found = super().read(call, config)
        ids = [one["group_id"] for one in found[self.items]]
        return {**found, "group_ids": ids, "group_count": len(ids)}
