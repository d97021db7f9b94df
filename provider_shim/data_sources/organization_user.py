"""``openai_organization_user`` (data source): one user of the organization, by id or by address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.people import USERS, told_by_organization
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import organization_user
from provider_shim.schema import Schema


def _schema() -> Schema:
    found = lookup_schema(
        organization_user.OrganizationUser, "email", untold=("role_id",)
    ).attributes
    return Schema({**found, "user_id": found["user_id"].but(also=("id",))})


class OrganizationUser(Lookup):
    """A user of the organization, found by the id or by the address."""

    type_name = "openai_organization_user"
    endpoint = USERS
    by = "email"
    schema = _schema()

    def narrowed(self, wanted: Any) -> Mapping[str, Any]:
        """Ask for the address alone."""
        return {"emails": [wanted]}

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a user with the projects as a list."""
        return told_by_organization(item)
