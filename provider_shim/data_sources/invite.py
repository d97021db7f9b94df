"""``openai_invite`` (data source): one invite, by id or by address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.invitations import INVITES, invites_to, newest
from provider_shim.call import Call, Values
from provider_shim.diagnostics import ProviderError
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import invite
from provider_shim.schema import Schema


def _schema() -> Schema:
    found = lookup_schema(invite.Invite, "email").attributes
    doc = "The address to which the invite was sent. Of several invites it is the newest."
    return Schema({**found, "email": found["email"].but(doc=doc)})


class Invite(Lookup):
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
