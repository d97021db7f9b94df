"""``openai_invite``: an invite to the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.people.invites import (
    ACCEPTED,
    EXPIRED,
    GRANTED,
    INVITE_FIELDS,
    INVITES,
    PENDING,
    PROJECTS,
    RESULTS,
    accepted_invite_warning,
    accepted_without_invite,
    expired,
    granted,
    invites_to,
    newest,
    not_sent_warning,
)
from provider_shim.objects.people.users import (
    ORGANIZATION_ROLES,
    by_address,
    remove_from_organization,
    same_address,
    user_by_email,
)
from provider_shim.patterns.attributes import identity
from provider_shim.patterns.destroying import on_destroy
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    OutcomeUnknownError,
    ProviderError,
)
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Bool, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

LEAVE, REMOVE = "leave", "remove"

_CONFLICT_STATUSES = frozenset({400, 409})
"""The status of the API's errors if an invited person already is in the organization, or a deleted invite was accepted."""

_LEFT = "left"
"""The key in the private data for an accepted invite whose user has left the organization."""


class Invite(Resource):
    """An invite by email to join the organization and its projects.

    A person who accepts the invite becomes a user, and `user_id` is then the id of this user. After that, Terraform never sends
    another invite, and changes of `role` and `projects` have no effect. Manage the user with `openai_organization_user` and
    `openai_project_user`. If the person already is in the organization, no invite is sent, and the invite counts as accepted.

    If the invite expires before it is accepted, a new invite replaces it, unless `replace_expired` is `false`. Destroying the
    resource deletes an invite that was not accepted. For an accepted invite, `on_destroy` sets whether the user stays in the
    organization.
    """

    type_name = "openai_invite"
    endpoint = INVITES
    schema = Schema(
        {
            "id": identity("invite").but(also=("invite_id",)),
            "email": String(
                required=True,
                replace=True,
                min_length=1,
                equivalent=same_address,
                doc="The email address to which the invite is sent.",
            ),
            "role": String(
                required=True,
                replace=True,
                enum=ORGANIZATION_ROLES,
                doc="The role in the organization: `owner` or `reader`.",
            ),
            "projects": PROJECTS,
            "replace_expired": Bool(
                optional=True,
                computed=True,
                default=True,
                local=True,
                doc="Whether a new invite replaces an expired invite. Defaults to `true`. If this is `false`, the plan only "
                "shows a warning.",
            ),
            "on_destroy": on_destroy(
                LEAVE,
                REMOVE,
                default=LEAVE,
                doc="What happens to the user when an accepted invite is destroyed: `leave` (the user stays in the "
                "organization) or `remove` (the user is removed from the organization). Defaults to `leave`. An invite "
                "that was not accepted is always deleted.",
            ),
            **RESULTS,
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan no change of an accepted invite, and replace an expired one."""
        prior = draft.prior
        if prior is None:
            return
        if prior["status"] == ACCEPTED and ("email",) not in draft.replace:
            self._plan_accepted(draft, prior)
        if prior["status"] == EXPIRED and not draft.replace:
            self._plan_expired(draft, prior)

    def _plan_accepted(self, draft: Draft, prior: Values) -> None:
        draft.replace.clear()
        draft.planned.update({name: prior[name] for name in INVITE_FIELDS})
        draft.diagnostics += [
            accepted_invite_warning(prior["email"], name)
            for name in GRANTED
            if draft.planned[name] != prior[name]
        ]

    def _plan_expired(self, draft: Draft, prior: Values) -> None:
        again = draft.planned["replace_expired"] is not False
        draft.diagnostics.append(expired(prior["email"], again=again))
        if again:
            draft.planned.update(dict.fromkeys(INVITE_FIELDS, UNKNOWN))
            draft.replace.append(("status",))

    def create(self, call: Call, planned: Values) -> Values:
        """Send the invite, unless the person is in the organization or has the same invite already."""
        try:
            return super().create(call, planned)
        except (ApiError, OutcomeUnknownError) as failure:
            if isinstance(failure, ApiError) and failure.status not in _CONFLICT_STATUSES:
                raise
            existing = self._existing(call, planned)
            if existing is None:
                raise
            call.save(existing)
            return existing

    def _existing(self, call: Call, planned: Values) -> Values | None:
        """Return the state for an existing user or an existing invite. None if there is neither."""
        email = planned["email"]
        invites, user = invites_to(call, email), user_by_email(call, email)
        if user is not None:
            call.diagnostics.append(not_sent_warning(email, user.get("role")))
            return self._accepted(
                planned, newest(invites, ACCEPTED) or accepted_without_invite(user), user
            )
        pending = newest(invites, PENDING)
        if pending is None:
            return None
        state = self.state(pending, planned)
        unchanged = all(planned[name] in (UNKNOWN, state[name]) for name in GRANTED)
        return state if unchanged else None

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the invite, and the user who accepted it. When the user is known, the invite cannot change any more."""
        if state["status"] == ACCEPTED and state["user_id"] is not None:
            return state
        found = self._found(call, state)
        if found is not None and found["status"] != ACCEPTED:
            return found
        email = state["email"] if found is None else found["email"]
        user = None if email is None or call.remembered.get(_LEFT) else user_by_email(call, email)
        if user is not None:
            known = {name: value for name, value in state.items() if value is not None}
            return self._accepted(state, found or {**accepted_without_invite(user), **known}, user)
        if found is None:
            return None
        call.remembered[_LEFT] = True
        return {**found, **granted(state, found), "user_id": None}

    def _found(self, call: Call, state: Values) -> Values | None:
        """Return the invite by its id, or after an import by its email address."""
        if state["id"] is not None:
            return super().read(call, state)
        invite = newest(invites_to(call, state["email"]))
        return None if invite is None else self.state(invite, {**state, "email": None})

    def _accepted(self, known: Values, invite: Json, user: Json) -> Values:
        """Return the state of an accepted invite. `role` and `projects` keep their known values."""
        state = self.state({**invite, "status": ACCEPTED}, known)
        return {**state, **granted(known, state), "user_id": user["id"]}

    def delete(self, call: Call, state: Values) -> None:
        """Delete the invite. If it was accepted, remove the user if `on_destroy` is `remove`."""
        if state["status"] != ACCEPTED:
            try:
                super().delete(call, state)
            except ApiError as refusal:
                now = self.read(call, state) if refusal.status in _CONFLICT_STATUSES else state
                if now is None or now["status"] == EXPIRED:
                    return  # nobody can accept it any more, so there is nothing to delete
                if now["status"] != ACCEPTED:
                    raise
                state = now
            else:
                return
        if state["user_id"] is None:
            return  # the user has left the organization
        if state["on_destroy"] == REMOVE:
            remove_from_organization(call, state["user_id"])
            return
        call.warn(
            "User stays in the organization",
            f"{state['email']} accepted the invite. The user {state['user_id']} stays in the organization because `on_destroy` "
            f"is `{LEAVE}`.",
        )

    def import_state(self, identity: str) -> Values:
        """You can use the email address in place of the id: `ada@example.com`."""
        return by_address(super().import_state(identity), "id")


def _schema() -> Schema:
    found = lookup_schema(Invite, "email").attributes
    doc = "The email address to which the invite was sent. If there are several invites, the newest is returned."
    return Schema({**found, "email": found["email"].but(doc=doc)})


class DataInvite(Lookup):
    """An invite to the organization and its state, found by its id or by its email address."""

    type_name = "openai_invite"
    endpoint = INVITES
    by = "email"
    schema = _schema()

    def only_match(self, call: Call, by: str, config: Values) -> Mapping[str, Any]:
        """Return the newest invite to the address. There may be several, since an expired invite can be sent again."""
        found = newest(invites_to(call, config[by]))
        if found is None:
            raise ProviderError("Not found", f"There is no invite to {config[by]}.", (by,))
        return found


class DataInvites(ListAll):
    """The invites to the organization: pending, accepted and expired."""

    type_name = "openai_invites"
    endpoint = INVITES
    items = "invites"
    schema = list_all_schema(Invite, items)
