"""``openai_group``: people of an organization who get permissions together."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, ListOf, Schema, String


class Group(Resource):
    """People of an organization who get permissions together.

    Its members are told by `openai_group_user`, one by one, or by `openai_group_users`, all at once. Destroying the group takes
    from them what they had through it.
    """

    type_name = "openai_group"
    endpoint = Rest("/organization/groups", auth="admin", page=1000)
    schema = Schema(
        {
            "id": identity("group").but(also=("group_id",)),
            "name": String(
                required=True,
                min_length=1,
                max_length=255,
                doc="The name of the group, of at most 255 characters.",
            ),
            "group_type": String(
                computed=True,
                doc="The kind of group: `group` or `tenant_group`.",
            ),
            "is_scim_managed": Bool(
                computed=True,
                doc="Whether an identity provider manages the group by SCIM. Then the API refuses changes.",
            ),
            "created_at": created_at("group"),
        }
    )


class DataGroup(Lookup):
    """A group of the organization, found by its id or its name."""

    type_name = "openai_group"
    endpoint = Group.endpoint
    by = "name"
    schema = lookup_schema(Group, by)


class DataGroups(ListAll):
    """The groups of the organization."""

    type_name = "openai_groups"
    endpoint = Group.endpoint
    items = "groups"
    ids = "group_ids"
    schema = Schema(
        {
            **list_all_schema(Group, items, {"order": order("Defaults to `asc`.")}).attributes,
            ids: ListOf(String(), computed=True, doc="The ids of the groups, in the same order."),
        }
    )
