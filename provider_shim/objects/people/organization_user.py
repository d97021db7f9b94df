"""``openai_organization_user``: somebody who is in the organization, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.moves import JIANYUAN, Moved
from provider_shim.engine.resource import Draft
from provider_shim.objects.people.users import (
    ORGANIZATION_RESULTS,
    ORGANIZATION_ROLES,
    USERS,
    by_address,
    remove_from_organization,
    same_address,
    the_user,
    user_with,
)
from provider_shim.patterns.destroying import on_destroy
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.restoring import LEAVE, RESTORE, RestoresOriginal
from provider_shim.vocabulary.diagnostics import error
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Schema, SetOf, String
from provider_shim.vocabulary.values import UNKNOWN

REMOVE = "remove"

_TEXTS = ("technical_level", "developer_persona")
_KEPT = ("role", *_TEXTS)
"""What the API keeps of a user and lets one change."""


def _outgoing(body: Json) -> Json:
    """Return what changes: the API takes a text away for null, and has no user without a role."""
    body = {name: one for name, one in body.items() if name in _TEXTS or one is not None}
    return {name: None if name in _TEXTS and one == "" else one for name, one in body.items()}


class OrganizationUser(RestoresOriginal):
    """Somebody who is in the organization: the role, and what else is kept of a person.

    The API makes no users. Creating the resource takes over somebody who is in the organization, by `user_id` or `email`, of
    which one must be set unless the user is imported. It sets what you write, and what you leave out stays as it is; an empty
    text takes `technical_level` or `developer_persona` away. Others are invited with `openai_invite`, or come by single
    sign-on.

    Destroying it leaves the user in the organization as they are, and says so; `on_destroy` chooses otherwise.
    """

    type_name = "openai_organization_user"
    other_names = ("email",)
    endpoint = USERS.but(outgoing=_outgoing)
    restores_changes = True
    imported = "they were imported, so that it is not known what they were before"
    moved_from = (Moved(JIANYUAN, "openai_user_role"),)
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="The id of the user, as `user_id`."),
            "user_id": String(
                optional=True,
                computed=True,
                replace=True,
                min_length=1,
                wire="id",
                conflicts_with=("email",),
                doc="The id of the user.",
            ),
            "email": String(
                optional=True,
                computed=True,
                replace=True,
                min_length=1,
                equivalent=same_address,
                doc="The address of the user.",
            ),
            "role": String(
                optional=True,
                computed=True,
                enum=ORGANIZATION_ROLES,
                conflicts_with=("role_id",),
                doc="The role in the organization: `owner` or `reader`.",
            ),
            "role_id": String(
                optional=True,
                unread=True,
                doc="The id of the role in the organization, in place of its name. The API does not tell it again.",
            ),
            "technical_level": String(
                optional=True,
                computed=True,
                doc="How technical the user is, in words of yours.",
                answer_doc="How technical the user is.",
            ),
            "developer_persona": String(
                optional=True,
                computed=True,
                doc="What kind of developer the user is, in words of yours.",
                answer_doc="What kind of developer the user is.",
            ),
            "on_destroy": on_destroy(
                LEAVE,
                RESTORE,
                REMOVE,
                default=LEAVE,
                doc="What destroying does: `leave` leaves the user as they are (the default: Terraform did not bring them in, and "
                "what they were long ago may be more than they should be now), `restore` gives back role and texts from before "
                "Terraform took over, `remove` removes them from the organization and all its projects. What was imported "
                "cannot be restored.",
            ),
            **ORGANIZATION_RESULTS,
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Ask who it is, and leave open what a role that is given by its id will be called."""
        prior, config = draft.prior, draft.config
        if prior is None and config["user_id"] is None and config["email"] is None:
            draft.diagnostics.append(
                error(
                    "Missing argument",
                    "Say who it is: set `user_id` or `email`, or import the user. The API makes no users; `openai_invite` "
                    "invites them.",
                )
            )
        if prior is not None and draft.planned["role_id"] not in (None, prior["role_id"]):
            draft.planned["role"] = UNKNOWN

    def create(self, call: Call, planned: Values) -> Values:
        """Find the user, remember what they are, and change what is configured."""
        user = the_user(call, planned)
        now = {**self.state(user, planned), "role_id": None}
        self.remember(call, now, {name: user.get(name) or None for name in _KEPT})
        wanted = {name: one for name, one in planned.items() if one is not UNKNOWN}
        return self.update(call, now, {**now, **wanted})

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the user; who was imported by the address has no id yet."""
        if state["user_id"] is not None:
            return super().read(call, state)
        found = user_with(call, state["email"])
        return None if found is None else self.state(found, {**state, "email": None})

    def delete(self, call: Call, state: Values) -> None:
        """Leave the user, restore what they were, or remove them, as `on_destroy` says."""
        if state["on_destroy"] == REMOVE:
            remove_from_organization(call, state["user_id"])
        else:
            super().delete(call, state)

    def leave(self, call: Call, state: Values, reason: str) -> None:
        """Warn that the user stays."""
        call.warn(
            "User stays in the organization",
            f"{state['email'] or state['user_id']} is not managed any more, and stays in the organization as {state['role']}, since "
            f"{reason}.",
        )

    def set_now(self, values: Values) -> Json | None:
        """Return what the API keeps of the user; an empty text is none."""
        return {name: values[name] or None for name in _KEPT}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values; an empty text stays what it is for the user: none."""
        values = super().state(answer, known)
        empty = {name: "" for name in _TEXTS if known.get(name) == "" and values[name] is None}
        return {**values, **empty}

    def import_state(self, identity: str) -> Values:
        """The address of the user will do in place of the id: `ada@example.com`."""
        return by_address(super().import_state(identity), "user_id")


def _schema() -> Schema:
    found = lookup_schema(OrganizationUser, "email", not_returned=("role_id",)).attributes
    return Schema({**found, "user_id": found["user_id"].but(also=("id",))})


class DataOrganizationUser(Lookup):
    """A user of the organization, found by the id or by the address."""

    type_name = "openai_organization_user"
    endpoint = USERS
    by = "email"
    schema = _schema()

    def narrowed(self, wanted: Any) -> Mapping[str, Any]:
        """Ask for the address alone."""
        return {"emails": [wanted]}


class DataOrganizationUsers(ListAll):
    """The users of the organization: all, or those with some addresses."""

    type_name = "openai_organization_users"
    endpoint = USERS
    items = "users"
    schema = list_all_schema(
        OrganizationUser,
        items,
        {
            "emails": SetOf(String(), optional=True, doc="Only users with one of these addresses."),
            "user_id": String(
                optional=True,
                conflicts_with=("emails",),
                doc="Only the user with this id.",
            ),
        },
        not_returned=("role_id",),
        named="id",
    )

    def read(self, call: Call, config: Values) -> Values:
        """List them, or get the one."""
        if config["user_id"] is None:
            return super().read(call, config)
        user = call.send(
            self.endpoint, self.endpoint.item, config, "read the user", method="GET"
        ).body
        return self.from_answer(
            {"user_id": user.get("id"), self.items: [self.reshape(user)]}, config
        )
