"""``openai_groups`` (data source): the groups of the organization."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import group
from provider_shim.schema import ListOf, Schema, String


class Groups(Every):
    """The groups of the organization."""

    type_name = "openai_groups"
    endpoint = group.Group.endpoint
    items = "groups"
    ids = "group_ids"
    schema = Schema(
        {
            **every_schema(group.Group, items, {"order": order("Defaults to `asc`.")}).attributes,
            ids: ListOf(String(), computed=True, doc="The ids of the groups, in the same order."),
        }
    )
