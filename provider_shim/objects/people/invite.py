"""``openai_invite``: an invitation to the organization, which becomes a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.people.invites import (
    ACCEPTED,
    EXPIRED,
    FATE,
    GRANTED,
    INVITES,
    OUTCOME,
    PENDING,
    PROJECTS,
    accepted_invite_warning,
    expired,
    granted,
    invites_to,
    newest,
    not_sent,
    without_invite,
)
from provider_shim.objects.people.users import (
    ORGANIZATION_ROLES,
    by_address,
    remove_from_organization,
    same_address,
    user_with,
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

_MAYBE_THERE = frozenset({400, 409})
"""With what status the API refuses to invite who is there already, and to withdraw what was accepted, among others."""

_LEFT = "left"
"""Where in the private data stands that nobody is found any more who has accepted."""


class Invite(Resource):
    """An invitation by mail to join the organization, and projects of it.

    The person who accepts it becomes a user, whose id is then `user_id`. From then on the invite has done its work: nothing
    that happens to the user leads to another invite, and changes of `role` and `projects` have no effect. Manage the user
    with `openai_organization_user` and `openai_project_user`. Who is in the organization already is not invited again: the
    invite is taken for accepted.

    An invite that expires before it is accepted is replaced by a new one, unless you say otherwise with `replace_expired`.
    Destroying it withdraws an invite that nobody has accepted yet; after that, `on_destroy` says what becomes of the user.
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
                doc="The address to which the invite is sent.",
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
                doc="Whether an invite that has expired is replaced by a new one. Defaults to `true`. With `false` it is "
                "only reported.",
            ),
            "on_destroy": on_destroy(
                LEAVE,
                REMOVE,
                default=LEAVE,
                doc="What destroying does after the invite has been accepted, which the API cannot undo: `leave` leaves the user "
                "in the organization (the default, since people lose more than what Terraform gave them), `remove` removes the "
                "user. An invite that nobody has accepted is withdrawn in any case.",
            ),
            **OUTCOME,
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Leave an accepted invite as it is, and replace an expired one."""
        prior = draft.prior
        if prior is None:
            return
        if prior["status"] == ACCEPTED and ("email",) not in draft.replace:
            self._plan_accepted(draft, prior)
        if prior["status"] == EXPIRED and not draft.replace:
            self._plan_expired(draft, prior)

    def _plan_accepted(self, draft: Draft, prior: Values) -> None:
        draft.replace.clear()
        draft.planned.update({name: prior[name] for name in FATE})
        draft.diagnostics += [
            accepted_invite_warning(prior["email"], name)
            for name in GRANTED
            if draft.planned[name] != prior[name]
        ]

    def _plan_expired(self, draft: Draft, prior: Values) -> None:
        again = draft.planned["replace_expired"] is not False
        draft.diagnostics.append(expired(prior["email"], again=again))
        if again:
            draft.planned.update(dict.fromkeys(FATE, UNKNOWN))
            draft.replace.append(("status",))

    def create(self, call: Call, planned: Values) -> Values:
        """Send the invite; who is in the organization, or invited already in the same way, is not invited again."""
        try:
            return super().create(call, planned)
        except (ApiError, OutcomeUnknownError) as failure:
            if isinstance(failure, ApiError) and failure.status not in _MAYBE_THERE:
                raise
            there = self._there(call, planned)
            if there is None:
                raise
            call.save(there)
            return there

    def _there(self, call: Call, planned: Values) -> Values | None:
        """Return the invite, or the user, for whom none could be sent; None if there is neither."""
        email = planned["email"]
        invites, user = invites_to(call, email), user_with(call, email)
        if user is not None:
            call.diagnostics.append(not_sent(email, user.get("role")))
            return self._became(planned, newest(invites, ACCEPTED) or without_invite(user), user)
        pending = newest(invites, PENDING)
        if pending is None:
            return None
        state = self.state(pending, planned)
        unchanged = all(planned[name] in (UNKNOWN, state[name]) for name in GRANTED)
        return state if unchanged else None

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it, and who has accepted it. Once that is known, nothing can become of the invite any more."""
        if state["status"] == ACCEPTED and state["user_id"] is not None:
            return state
        found = self._found(call, state)
        if found is not None and found["status"] != ACCEPTED:
            return found
        email = state["email"] if found is None else found["email"]
        user = None if email is None or call.remembered.get(_LEFT) else user_with(call, email)
        if user is not None:
            known = {name: value for name, value in state.items() if value is not None}
            return self._became(state, found or {**without_invite(user), **known}, user)
        if found is None:
            return None
        call.remembered[_LEFT] = True
        return {**found, **granted(state, found), "user_id": None}

    def _found(self, call: Call, state: Values) -> Values | None:
        """Return the invite by its id, or by the address for which it was imported."""
        if state["id"] is not None:
            return super().read(call, state)
        invite = newest(invites_to(call, state["email"]))
        return None if invite is None else self.state(invite, {**state, "email": None})

    def _became(self, known: Values, invite: Json, user: Json) -> Values:
        """Return the state of an invite that a user has accepted: what it granted is over, and stays as it is known."""
        state = self.state({**invite, "status": ACCEPTED}, known)
        return {**state, **granted(known, state), "user_id": user["id"]}

    def delete(self, call: Call, state: Values) -> None:
        """Withdraw it; if it has been accepted, do with the user as `on_destroy` says."""
        if state["status"] != ACCEPTED:
            try:
                super().delete(call, state)
            except ApiError as refusal:
                now = self.read(call, state) if refusal.status in _MAYBE_THERE else state
                if now is None or now["status"] == EXPIRED:
                    return  # nobody can accept it any more, which is all that is wanted
                if now["status"] != ACCEPTED:
                    raise
                state = now
            else:
                return
        if state["user_id"] is None:
            return  # whoever it was has left
        if state["on_destroy"] == REMOVE:
            remove_from_organization(call, state["user_id"])
            return
        call.warn(
            "User stays in the organization",
            f"{state['email']} has accepted the invite, and stays in the organization as {state['user_id']}, since `on_destroy` is "
            f"`{LEAVE}`.",
        )

    def import_state(self, identity: str) -> Values:
        """The address of the one who was invited will do in place of the id: `ada@example.com`."""
        return by_address(super().import_state(identity), "id")


def _schema() -> Schema:
    found = lookup_schema(Invite, "email").attributes
    doc = "The address to which the invite was sent. Of several invites it is the newest."
    return Schema({**found, "email": found["email"].but(doc=doc)})


class DataInvite(Lookup):
    """An invite to the organization, found by its id, or the newest to an address: what has become of it."""

    type_name = "openai_invite"
    endpoint = INVITES
    by = "email"
    schema = _schema()

    def only_match(self, call: Call, by: str, config: Values) -> Mapping[str, Any]:
        """Take the newest: who lets an invite expire is invited again."""
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
