"""``openai_project_users``: all users of a project."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.objects.people import project_user
from provider_shim.objects.people.owned_members import Member, OwnedMembers
from provider_shim.objects.people.users import PROJECT_ROLES, same_address
from provider_shim.patterns.lookups import ListAll, list_all_schema
from provider_shim.rules.objects import NamedOnce
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, SetOf, String

_COLLECTION = "/organization/projects/{project_id}/users"
_WHO = ("user_id", "email")


class ProjectUsers(OwnedMembers):
    """All users of a project. Terraform adds the users that you configure and sets their roles, and removes all others.

    The create removes users who were added elsewhere, and warns about each of them. To see them in the plan, import the
    resource first. Destroying it removes the users that it contains. Removed users stay in the organization. Service accounts
    are not in this list: use `openai_project_service_account`.

    ~> Do not use `openai_project_user` for the same project. Each would undo the changes of the other.
    """

    type_name = "openai_project_users"
    endpoint = Rest(_COLLECTION, item=_COLLECTION, update=None, auth="admin")
    members = "users"
    member_id = "user_id"
    id_field = "id"
    called = _WHO
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="The id of the project, which is also the id for import.",
            ),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "users": SetOf(
                Object(
                    {
                        "user_id": String(
                            optional=True,
                            min_length=1,
                            exactly_one_of=_WHO,
                            doc="The id of the user.",
                        ),
                        "email": String(
                            optional=True,
                            min_length=1,
                            exactly_one_of=_WHO,
                            doc="The email address of the user.",
                        ),
                        "role": String(
                            required=True,
                            enum=PROJECT_ROLES,
                            doc="The role in the project: `owner` or `member`.",
                        ),
                    }
                ),
                required=True,
                check=NamedOnce(
                    by=("user_id", "email"),
                    reason="a user has one role in a project.",
                    any_case=True,
                ),
                doc="All users of the project. They must be in the organization. An empty set removes all users.",
            ),
        }
    )

    def is_same(self, member: Member, item: Json) -> bool:
        """Return whether the user is the same: by the id, or if it is not configured, by the email address."""
        if member["user_id"] is not None:
            return super().is_same(member, item)
        return same_address(member["email"], item.get("email"))

    def from_item(self, item: Json, known: Member | None) -> Member:
        """Return a user as the configuration names them. Other users have the email address, or the id if it is hidden."""
        email = item.get("email")
        stranger = {"user_id": None if email else item.get("id"), "email": email or None}
        return {**(known or stranger), "role": item.get("role")}

    def give_role(self, call: Call, values: Values, role: str) -> None:
        """Change the role in place."""
        call.send(
            self.endpoint,
            f"{_COLLECTION}/{{user_id}}",
            values,
            "change the role of a user of the project",
            method="POST",
            body={"role": role},
        )


class DataProjectUsers(ListAll):
    """The users of a project, with their roles."""

    type_name = "openai_project_users"
    endpoint = project_user.ProjectUser.endpoint
    items = "users"
    schema = Schema(
        {
            **list_all_schema(project_user.ProjectUser, items, named="id").attributes,
            "user_ids": ListOf(
                String(), computed=True, doc="The ids of all users, in the same order."
            ),
            "owner_ids": ListOf(
                String(), computed=True, doc="The ids of the users with the role `owner`."
            ),
            "member_ids": ListOf(
                String(), computed=True, doc="The ids of the users with the role `member`."
            ),
            "user_count": Integer(computed=True, doc="The number of users."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List the users, and add the lists of their ids by role."""
        found = super().read(call, config)
        users = found[self.items]
        return {
            **found,
            "user_ids": [one["id"] for one in users],
            "owner_ids": [one["id"] for one in users if one["role"] == "owner"],
            "member_ids": [one["id"] for one in users if one["role"] == "member"],
            "user_count": len(users),
        }
