"""``openai_group``: a group of users of the organization."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, ListOf, Schema, String


class Group(Resource):
    """A group of users of the organization, who get permissions together.

    Add members with `openai_group_user` (one member) or with `openai_group_users` (all members). If you destroy the group, its
    members lose the permissions that they had through it.
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
                doc="Whether an identity provider manages the group by SCIM. The API refuses changes to such a group.",
            ),
            "created_at": created_at("group"),
        }
    )


class DataGroup(Lookup):
    """A group of the organization, found by its id or by its name."""

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
