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

    All people in the group have the role in the project. If the group already has access, Terraform manages the existing access
    and sets the role. Destroying it ends the access. The group stays in the organization. With `role_ids`, the group has these
    roles and no others.

    This resource manages one group. To manage all groups of a project, use `openai_project_groups`.
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
                doc="The id of the role in the project: a predefined role such as `role-api-project-member`, or an "
                "`openai_project_role`. The API does not return it, so Terraform does not detect changes that are made "
                "elsewhere.",
            ),
            "role_ids": every_role("group"),
            "group_name": String(computed=True, doc="The name of the group."),
            "group_type": String(
                computed=True, doc="The kind of group: `group` or `tenant_group`."
            ),
            "created_at": Integer(
                computed=True,
                doc="When the group got access to the project, in seconds since 1970.",
            ),
        }
    )

    def first(self, planned: Values) -> Values:
        """Return the values for the create request. It takes one role, so use the first of `role_ids`."""
        several = planned["role_ids"]
        return planned if several is None else {**planned, "role": several[0]}

    def taken_over(self, state: Values) -> Values:
        """Return the state of a group that already had access. Its role is not known."""
        return {**state, "role": None}

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Add the new role, then remove the old one. The API has no endpoint to change it."""
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
        """Return the group from the list. The request for one group would also need its kind."""
        listed = call.pages(
            self.endpoint, values, "list the groups of the project", limit=self.endpoint.page
        )
        return next((one for one in listed if one.get("group_id") == values["group_id"]), None)

    def import_state(self, identity: str) -> Values:
        """You can add the role after the ids, since the API does not return it: `<project_id>/<group_id>/<role>`."""
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
        doc="The kind of group: `group` or `tenant_group`. When you search by `group_id`, the API assumes `group` if you do "
        "not set this.",
    )
    return Schema({**found, "group_id": found["group_id"].but(also=("id",)), "group_type": kind})


class DataProjectGroup(Lookup):
    """A group that has access to a project, found by its id or by its name."""

    type_name = "openai_project_group"
    endpoint = ProjectGroup.endpoint
    by = "group_name"
    schema = _schema()

    def query(self, values: Values) -> Json:
        """Return the query with the kind of group, if it is configured."""
        return {} if values["group_type"] is None else {"group_type": values["group_type"]}
