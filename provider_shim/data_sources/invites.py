"""``openai_invites`` (data source): all invites."""

from __future__ import annotations

from provider_shim.areas.invitations import INVITES
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import invite


class Invites(Every):
    """The invites to the organization: pending, accepted and expired."""

    type_name = "openai_invites"
    endpoint = INVITES
    items = "invites"
    schema = every_schema(invite.Invite, items)
