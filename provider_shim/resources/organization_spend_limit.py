"""``openai_organization_spend_limit``: what the organization must not spend more than."""

from __future__ import annotations

from provider_shim.areas.spending import LIMIT, SpendLimit
from provider_shim.patterns.settings import organization_id
from provider_shim.rest import Rest
from provider_shim.schema import Schema


class OrganizationSpendLimit(SpendLimit):
    """The amount per month beyond which the API refuses the requests of the organization.

    There is one: creating the resource replaces a limit that was set elsewhere, and destroying it removes the limit.
    """

    type_name = "openai_organization_spend_limit"
    endpoint = Rest("/organization/spend_limit", item="/organization/spend_limit", auth="admin")
    schema = Schema({"id": organization_id(), **LIMIT})
