"""``openai_group`` (data source): one group, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import group


class Group(Lookup):
    """A group of the organization, found by its id or its name."""

    type_name = "openai_group"
    endpoint = group.Group.endpoint
    by = "name"
    schema = lookup_schema(group.Group, by)
