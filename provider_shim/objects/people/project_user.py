"""``openai_project_user``: a user of the organization who is a member of a project."""

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
from provider_shim.objects.people.pending_members import (
    INVITE_ID,
    invited,
    is_pending,
    withdrawn,
)
from provider_shim.objects.people.users import (
    PROJECT_ROLES,
    RESULTS,
    by_address,
    find_user,
    same_address,
    user_by_email,
    without_hidden_address,
)
from provider_shim.objects.roles.project_user_role import ProjectUserRoles
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.patterns.memberships import went_with_project
from provider_shim.rules.role_ids import PROJECT, short_id
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

_WHO = ("user_id", "email")
_INVITE = "invite_if_missing"
_COLLECTION = "/organization/projects/{project_id}/users"
_LEAST_ROLE = "member"

_UNKNOWN_USER_STATUSES = frozenset({400, 404})
"""The status of the API's errors for a user that it does not know (other errors have them as well)."""


def _with_user_id(answer: Mapping[str, Any]) -> Json:
    """Return a member with the id of the user as `user_id`. The API calls it `id`."""
    return {**without_hidden_address(answer), "user_id": answer.get("id")}


class ProjectUser(MemberWithRoles):
    """A user of the organization who is a member of a project, with a role.

    The user must be in the organization, unless `invite_if_missing` is `true`. If the user already is a member of the project,
    Terraform manages the existing membership and sets the role. Destroying it ends the membership. The user stays in the
    organization.

    With `invite_if_missing`, a person who is not in the organization is invited to it (as `reader`) and to the project. Until the
    person accepts, `user_id` is null and `invite_id` is the id of the invite. After that, the person is a member. The next plan
    shows no change, or an update in place if the person needs another role than the invite has. If the invite expires, or if it
    did not include this project, the next apply sends a new invite or adds the person. Destroying a pending member deletes the
    invite. To set the role in the organization, use `openai_invite` instead.

    With `role_ids`, the user has these roles and no others. To add single roles, use `openai_project_user_role`.

    This resource manages one member. To manage all members of a project, use `openai_project_users`.
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
            "id": String(
                computed=True,
                local=True,
                doc="`<project_id>/<user_id>`. Until an invited person accepts, `<project_id>/<email>`.",
            ),
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
                doc="The email address of the user.",
            ),
            "role": String(
                optional=True,
                computed=True,
                enum=PROJECT_ROLES,
                exactly_one_of=EITHER,
                doc="The role in the project: `owner` or `member`.",
            ),
            "role_ids": every_role("user"),
            _INVITE: Bool(
                optional=True,
                local=True,
                doc="Whether to invite a person who is not in the organization to `email`. Defaults to `false`: such a person is an "
                "error.",
            ),
            INVITE_ID: String(
                computed=True,
                local=True,
                doc="The id of the pending invite. Null if the person is a member.",
            ),
            **RESULTS,
        },
        version=1,  # the same as mkdev-me's, so that Terraform accepts a state of their provider
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan an unknown `role` if `role_ids` is set: the API chooses the name."""
        if draft.planned["role_ids"] is not None and not draft.is_unchanged():
            draft.planned["role"] = UNKNOWN

    def first(self, planned: Values) -> Values:
        """Return the values for the create request. With `role_ids`, it has the role with the fewest permissions."""
        return {**planned, "role": _LEAST_ROLE} if planned["role"] is UNKNOWN else planned

    def role_id(self, values: Values) -> str:
        """Return the id of the predefined role with this name."""
        return short_id(values["role"], PROJECT)

    def create(self, call: Call, planned: Values) -> Values:
        """Add the user. A person who is not in the organization is invited, or is an error that explains how to invite them."""
        try:
            return super().create(call, planned)
        except ApiError as refusal:
            if refusal.status in _UNKNOWN_USER_STATUSES:
                if self._is_missing(call, planned):
                    return self._invited(call, planned)
                find_user(call, planned)
            raise

    def _is_missing(self, call: Call, planned: Values) -> bool:
        """Return whether the person is not in the organization, and the configuration wants an invite."""
        email = planned["email"]
        return (
            planned[_INVITE] is True
            and isinstance(email, str)
            and user_by_email(call, email) is None
        )

    def _invited(self, call: Call, planned: Values) -> Values:
        """Invite the person, and return the state of a pending member."""
        first = self.first(planned)
        invite = invited(call, planned["email"], planned["project_id"], first["role"])
        state = {**self.state({}, {**first, "user_id": None}), INVITE_ID: invite["id"]}
        call.save(state)
        return state

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the member. A pending member, or one that is imported by the email address, is found by the address.

        A pending member without a pending invite does not exist: the next apply adds or invites the person.
        """
        if state["user_id"] is not None:
            return super().read(call, state)
        if state[INVITE_ID] is None:
            found = self.there(call, state)
            return None if found is None else self.state(found, {**state, "email": None})
        return self._read_pending(call, state)

    def _read_pending(self, call: Call, state: Values) -> Values | None:
        """Return the state of a person who was invited: a member, or still pending. None if neither, or without the project."""
        try:
            found = self.there(call, state)
        except NotFoundError:
            return None
        except ApiError as refusal:
            if went_with_project(call, state, refusal):
                return None
            raise
        if found is None:
            return state if is_pending(call, state) else None
        return super().read(call, {**self.state(found, state), INVITE_ID: None})

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values. The `id` of a pending member contains the address: there is no user yet."""
        values = super().state(answer, known)
        if values["user_id"] is None:
            values["id"] = f"{values['project_id']}/{values['email']}"
        return values

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change the roles. Those of a pending member are only stored: an apply after the acceptance sets them."""
        if prior["user_id"] is None and prior[INVITE_ID] is not None:
            return self.state({}, planned)
        return super().update(call, prior, planned)

    def delete(self, call: Call, state: Values) -> None:
        """End the membership. For a pending member, delete the invite, unless it was accepted in the meantime."""
        if state["user_id"] is not None:
            super().delete(call, state)
        elif not withdrawn(call, state) and (now := self._read_pending(call, state)) is not None:
            super().delete(call, now)

    def import_state(self, identity: str) -> Values:
        """You can use the email address in place of the id of the user: `<project_id>/ada@example.com`."""
        return by_address(super().import_state(identity), "user_id")

    def there(self, call: Call, values: Values) -> Json | None:
        """Return the member. If only the email address is known, find the member in the list."""
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
    """A user of a project, found by the id or by the email address."""

    type_name = "openai_project_user"
    endpoint = ProjectUser.endpoint
    by = "email"
    schema = _schema()
