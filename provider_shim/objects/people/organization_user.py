"""``openai_organization_user``: a user of the organization, with a role."""

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
    find_user,
    remove_from_organization,
    same_address,
    user_by_email,
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
"""The fields of a user that can be changed."""


def _outgoing(body: Json) -> Json:
    """Return the changed fields. For null, the API removes a text. It refuses null as a role."""
    body = {name: one for name, one in body.items() if name in _TEXTS or one is not None}
    return {name: None if name in _TEXTS and one == "" else one for name, one in body.items()}


class OrganizationUser(RestoresOriginal):
    """A user of the organization: the role, and details about the person.

    The API cannot create users. The create finds a user who is in the organization, by `user_id` or `email`, and manages this
    user. Set one of the two, unless you import the user. Terraform changes only the arguments that you set. An empty text
    removes `technical_level` or `developer_persona`. New users join by `openai_invite` or by single sign-on.

    Destroying it leaves the user in the organization, with a warning. To change that, set `on_destroy`.
    """

    type_name = "openai_organization_user"
    other_names = ("email",)
    endpoint = USERS.but(outgoing=_outgoing)
    restores_changes = True
    imported = "the user was imported, so the earlier values are not known"
    moved_from = (Moved(JIANYUAN, "openai_user_role"),)
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="The id of the user, the same as `user_id`."
            ),
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
                doc="The email address of the user.",
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
                doc="The id of the role in the organization, in place of `role`. The API does not return it, so Terraform "
                "does not detect changes that are made elsewhere.",
            ),
            "technical_level": String(
                optional=True,
                computed=True,
                doc="The technical level of the user, as free text, such as `beginner`.",
                answer_doc="The technical level of the user.",
            ),
            "developer_persona": String(
                optional=True,
                computed=True,
                doc="The kind of developer that the user is, as free text.",
                answer_doc="The kind of developer that the user is.",
            ),
            "on_destroy": on_destroy(
                LEAVE,
                RESTORE,
                REMOVE,
                default=LEAVE,
                doc="What happens to the user when the resource is destroyed: `leave` (no change), `restore` (the role and "
                "the texts from before the create) or `remove` (removed from the organization and all its projects). "
                "Defaults to `leave`, because an earlier role may have more permissions than the user should have now. An "
                "imported user cannot be restored.",
            ),
            **ORGANIZATION_RESULTS,
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Require `user_id` or `email`, and plan an unknown `role` if `role_id` changes."""
        prior, config = draft.prior, draft.config
        if prior is None and config["user_id"] is None and config["email"] is None:
            draft.diagnostics.append(
                error(
                    "Missing argument",
                    "Set `user_id` or `email`, or import the user. The API cannot create users. To invite a person, use "
                    "`openai_invite`.",
                )
            )
        if prior is not None and draft.planned["role_id"] not in (None, prior["role_id"]):
            draft.planned["role"] = UNKNOWN

    def create(self, call: Call, planned: Values) -> Values:
        """Find the user, keep the original values, and change the configured ones."""
        user = find_user(call, planned)
        now = {**self.state(user, planned), "role_id": None}
        self.remember(call, now, {name: user.get(name) or None for name in _KEPT})
        wanted = {name: one for name, one in planned.items() if one is not UNKNOWN}
        return self.update(call, now, {**now, **wanted})

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the user. After an import by the email address, find the user by it: the id is not known yet."""
        if state["user_id"] is not None:
            return super().read(call, state)
        found = user_by_email(call, state["email"])
        return None if found is None else self.state(found, {**state, "email": None})

    def delete(self, call: Call, state: Values) -> None:
        """Leave the user, restore the original values, or remove the user, depending on `on_destroy`."""
        if state["on_destroy"] == REMOVE:
            remove_from_organization(call, state["user_id"])
        else:
            super().delete(call, state)

    def leave(self, call: Call, state: Values, reason: str) -> None:
        """Warn that the user stays."""
        call.warn(
            "User stays in the organization",
            f"Terraform does not manage {state['email'] or state['user_id']} any more. The user stays in the organization as "
            f"{state['role']} because {reason}.",
        )

    def set_now(self, values: Values) -> Json | None:
        """Return the values to restore. An empty text counts as no text."""
        return {name: values[name] or None for name in _KEPT}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values. A configured empty text stays in the state if the API returns null."""
        values = super().state(answer, known)
        empty = {name: "" for name in _TEXTS if known.get(name) == "" and values[name] is None}
        return {**values, **empty}

    def import_state(self, identity: str) -> Values:
        """You can use the email address in place of the id: `ada@example.com`."""
        return by_address(super().import_state(identity), "user_id")


def _schema() -> Schema:
    found = lookup_schema(OrganizationUser, "email", not_returned=("role_id",)).attributes
    return Schema({**found, "user_id": found["user_id"].but(also=("id",))})


class DataOrganizationUser(Lookup):
    """A user of the organization, found by the id or by the email address."""

    type_name = "openai_organization_user"
    endpoint = USERS
    by = "email"
    schema = _schema()

    def narrowed(self, wanted: Any) -> Mapping[str, Any]:
        """Return the query that lists only the user with the address."""
        return {"emails": [wanted]}


class DataOrganizationUsers(ListAll):
    """The users of the organization: all users, or the users with the given email addresses."""

    type_name = "openai_organization_users"
    endpoint = USERS
    items = "users"
    schema = list_all_schema(
        OrganizationUser,
        items,
        {
            "emails": SetOf(
                String(),
                optional=True,
                doc="Only users with one of these email addresses. Defaults to all.",
            ),
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
        """List the users, or read the one user."""
        if config["user_id"] is None:
            return super().read(call, config)
        user = call.send(
            self.endpoint, self.endpoint.item, config, "read the user", method="GET"
        ).body
        return self.from_answer(
            {"user_id": user.get("id"), self.items: [self.reshape(user)]}, config
        )
