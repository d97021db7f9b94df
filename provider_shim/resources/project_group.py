"""``openai_project_group``: a group of the organization that has access to a project."""

from __future__ import annotations

from provider_shim.attributes import created_at
from provider_shim.call import Call, Values
from provider_shim.memberships import Membership
from provider_shim.rest import Json, Rest
from provider_shim.schema import Schema, String

_COLLECTION = "/organization/projects/{project_id}/groups"


class ProjectGroup(Membership):
    """A group of the organization that has access to a project, with a role.

    All people in the group have the role in the project. A group that has access already is taken over. Destroying it ends
    the access; the group stays in the organization.

    This is one group, beside which there may be others. `openai_project_groups` has all of them in its hands.
    """

    type_name = "openai_project_group"
    endpoint = Rest(
        _COLLECTION,
        item=f"{_COLLECTION}/{{group_id}}",
        update=None,
        auth="admin",
        page=100,
        listed_by="group_id",
    )
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<project_id>/<group_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "role": String(
                required=True,
                replace=True,
                unread=True,
                min_length=1,
                doc="The id of the role in the project, such as `role-api-project-member`, or that of an `openai_project_role`.",
            ),
            "group_name": String(computed=True, doc="The name of the group."),
            "group_type": String(
                computed=True, doc="The kind of group: `group`, or `tenant_group`."
            ),
            "created_at": created_at("access"),
        }
    )

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
