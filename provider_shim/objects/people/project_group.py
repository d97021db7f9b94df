"""``openai_project_group``: a group of the organization that has access to a project."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.objects.people.member_roles import (
    EITHER,
    MemberWithRoles,
    every_role,
)
from provider_shim.objects.roles.project_group_role import ProjectGroupRoles
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.rules.role_ids import doubt, same_role, with_project
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, Schema, String

_COLLECTION = "/organization/projects/{project_id}/groups"


class ProjectGroup(MemberWithRoles):
    """A group of the organization that has access to a project, with a role.

    All people in the group have the role in the project. A group that has access already is taken over, and gets the role.
    Destroying it ends the access; the group stays in the organization. With `role_ids`, the group has these roles and no others.

    This is one group, beside which there may be others. `openai_project_groups` has all of them in its hands.
    """

    type_name = "openai_project_group"
    roles = ProjectGroupRoles()
    endpoint = Rest(
        _COLLECTION,
        item=f"{_COLLECTION}/{{group_id}}",
        update=None,
        auth="admin",
        page=100,
    )
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<project_id>/<group_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "role": String(
                optional=True,
                unread=True,
                min_length=1,
                exactly_one_of=EITHER,
                equivalent=same_role,
                doubt=doubt,
                doc="The id of the role in the project, such as `role-api-project-member`, or that of an `openai_project_role`. "
                "The API does not tell it again, so that only a change of the configuration is seen.",
            ),
            "role_ids": every_role("group"),
            "group_name": String(computed=True, doc="The name of the group."),
            "group_type": String(
                computed=True, doc="The kind of group: `group`, or `tenant_group`."
            ),
            "created_at": Integer(
                computed=True, doc="When the group was given access, in seconds since 1970."
            ),
        }
    )

    def first(self, planned: Values) -> Values:
        """Add a group that has a set of roles with one of them."""
        several = planned["role_ids"]
        return planned if several is None else {**planned, "role": several[0]}

    def taken_over(self, state: Values) -> Values:
        """Return what is known of a group that was there before: not its role."""
        return {**state, "role": None}

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Give the new role before the old one is taken away: the API has no other way to change it."""
        now = super().update(call, prior, planned)
        before, after = prior["role"], planned["role"]
        several = planned["role_ids"] is not None or prior["role_ids"] is not None
        if several or after in (None, before):
            return now
        self.roles.add(call, now, after)
        if before is not None:
            self.roles.remove(call, now, with_project(before, now["project_id"]))
        return now

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the group as the list tells it: alone it would have to be asked for by its kind, too."""
        listed = call.pages(
            self.endpoint, values, "list the groups of the project", limit=self.endpoint.page
        )
        return next((one for one in listed if one.get("group_id") == values["group_id"]), None)

    def import_state(self, identity: str) -> Values:
        """The role may stand behind the ids, since the API does not tell it: `<project_id>/<group_id>/<role>`."""
        *ids, role = identity.split("/")
        if len(ids) == len(self.endpoint.identity):
            return {**super().import_state("/".join(ids)), "role": role}
        return super().import_state(identity)


def _schema() -> Schema:
    found = lookup_schema(ProjectGroup, "group_name", not_returned=("role",)).attributes
    kind = String(
        optional=True,
        computed=True,
        enum=("group", "tenant_group"),
        doc="The kind of group, `group` or `tenant_group`. Looking for a group by its id, the API takes it for `group`.",
    )
    return Schema({**found, "group_id": found["group_id"].but(also=("id",)), "group_type": kind})


class DataProjectGroup(Lookup):
    """A group that has access to a project, found by its id or by its name."""

    type_name = "openai_project_group"
    endpoint = ProjectGroup.endpoint
    by = "group_name"
    schema = _schema()

    def query(self, values: Values) -> Json:
        """Tell the kind of group, where one is asked for."""
        return {} if values["group_type"] is None else {"group_type": values["group_type"]}
