"""``openai_project_user``: somebody of the organization who works in a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.objects.people.member_roles import (
    EITHER,
    MemberWithRoles,
    every_role,
)
from provider_shim.objects.people.users import (
    PROJECT_ROLES,
    RESULTS,
    by_address,
    same_address,
    the_user,
    without_hidden_address,
)
from provider_shim.objects.roles.project_user_role import ProjectUserRoles
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.rules.role_ids import PROJECT, short_id
from provider_shim.vocabulary.diagnostics import ApiError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Schema, String
from provider_shim.vocabulary.values import UNKNOWN

_WHO = ("user_id", "email")
_COLLECTION = "/organization/projects/{project_id}/users"
_LEAST = "member"

_NOT_SO = frozenset({400, 404})
"""With what status the API refuses somebody whom it does not know, among others."""


def _with_user_id(answer: Mapping[str, Any]) -> Json:
    """Return a member with the id of the user as `user_id`: the API says `id`."""
    return {**without_hidden_address(answer), "user_id": answer.get("id")}


class ProjectUser(MemberWithRoles):
    """Somebody of the organization who is a member of a project, with a role.

    The person must be in the organization: invite others with `openai_invite`, which can name projects, too. Who is a
    member of the project already is taken over, and gets the role. Destroying it ends the membership; the person stays in
    the organization.

    With `role_ids`, the user has these roles and no others. To give further roles one by one, use `openai_project_user_role`.

    This is one member, beside whom there may be others. `openai_project_users` has all of them in its hands.
    """

    type_name = "openai_project_user"
    other_names = ("email",)
    roles = ProjectUserRoles()
    endpoint = Rest(
        _COLLECTION,
        item=f"{_COLLECTION}/{{user_id}}",
        auth="admin",
        page=100,
        reshape=_with_user_id,
    )
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<project_id>/<user_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "user_id": String(
                optional=True,
                computed=True,
                replace=True,
                min_length=1,
                exactly_one_of=_WHO,
                doc="The id of the user.",
            ),
            "email": String(
                optional=True,
                computed=True,
                replace=True,
                min_length=1,
                exactly_one_of=_WHO,
                equivalent=same_address,
                doc="The address of the user.",
            ),
            "role": String(
                optional=True,
                computed=True,
                enum=PROJECT_ROLES,
                exactly_one_of=EITHER,
                doc="The role in the project: `owner` or `member`.",
            ),
            "role_ids": every_role("user"),
            **RESULTS,
        },
        version=1,  # as mkdev-me's, so that Terraform takes a state of theirs for one of ours
    )

    def modify_plan(self, draft: Draft) -> None:
        """Leave open what the API calls the role of who has a set of them."""
        if draft.planned["role_ids"] is not None and not draft.is_unchanged():
            draft.planned["role"] = UNKNOWN

    def first(self, planned: Values) -> Values:
        """Add a user who has a set of roles as somebody who may do least."""
        return {**planned, "role": _LEAST} if planned["role"] is UNKNOWN else planned

    def role_id(self, values: Values) -> str:
        """Return the id of the predefined role that has the name."""
        return short_id(values["role"], PROJECT)

    def create(self, call: Call, planned: Values) -> Values:
        """Add the user; the API's words for one who is not in the organization do not say how they get there."""
        try:
            return super().create(call, planned)
        except ApiError as refusal:
            if refusal.status in _NOT_SO:
                the_user(call, planned)
            raise

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the member; who was imported by the address has no id yet."""
        if state["user_id"] is not None:
            return super().read(call, state)
        found = self.there(call, state)
        return None if found is None else self.state(found, {**state, "email": None})

    def import_state(self, identity: str) -> Values:
        """The address of the user will do in place of the id: `<project_id>/ada@example.com`."""
        return by_address(super().import_state(identity), "user_id")

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the member; who is known by the address is looked for in the list."""
        if isinstance(values["user_id"], str):
            return super().there(call, values)
        members = call.pages(
            self.endpoint, values, "list the users of the project", limit=self.endpoint.page
        )
        return next(
            (one for one in members if same_address(one.get("email"), values["email"])), None
        )


def _schema() -> Schema:
    found = lookup_schema(ProjectUser, "email").attributes
    return Schema({**found, "user_id": found["user_id"].but(also=("id",))})


class DataProjectUser(Lookup):
    """A user of a project, found by the id or by the address."""

    type_name = "openai_project_user"
    endpoint = ProjectUser.endpoint
    by = "email"
    schema = _schema()
