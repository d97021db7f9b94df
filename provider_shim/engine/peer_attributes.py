"""Attributes of other providers, whose values this provider derives from its own attributes.

Only Terraform sees them, so that configurations that read them work unchanged. They are not in the pages and constructs. Second names
of attributes are in ``also``, and second names of types are in `second_names`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from provider_shim.api.masking import can_hold_secrets
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Derived,
    Integer,
    ListOf,
    Object,
    Schema,
    String,
)


def _constant(text: str, doc: str) -> Derived:
    return Derived(attribute=String(computed=True, doc=doc), sources=(), of=lambda: text)


def _kind(text: str) -> Derived:
    return _constant(text, f"The API's name of the kind of object: always `{text}`.")


def _same(source: str) -> Derived:
    return Derived(
        attribute=String(computed=True, doc=f"The same as `{source}`."),
        sources=(source,),
        of=lambda value: value,
    )


def _count(items: str) -> Derived:
    return Derived(
        attribute=Integer(computed=True, doc=f"The number of `{items}`."),
        sources=(items,),
        of=lambda found: None if found is None else len(found),
    )


def _end(items: str, index: int, doc: str) -> Derived:
    return Derived(
        attribute=String(computed=True, doc=doc),
        sources=(items,),
        of=lambda found: found[index]["id"] if found else None,
    )


_ROLE: Final[Mapping[str, tuple[str, Attribute]]] = {
    "role_id": ("id", String(computed=True, doc="The id of the role.")),
    "role_name": ("name", String(computed=True, doc="The name of the role.")),
    "role_description": ("description", String(computed=True, doc="The description of the role.")),
    "permissions": (
        "permissions",
        ListOf(String(), computed=True, doc="The permissions of the role, sorted."),
    ),
    "resource_type": ("resource_type", String(computed=True, doc="The description of the role.")),
    "predefined_role": (
        "predefined_role",
        Bool(computed=True, doc="Whether OpenAI defines the role."),
    ),
}
"""The members of an assigned role: our members, by their names in mkdev-me/openai."""


def _assignments(roles: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]] | None:
    if roles is None:
        return None
    return [
        {
            name: sorted(role[ours] or ()) if name == "permissions" else role[ours]
            for name, (ours, _) in _ROLE.items()
        }
        for role in roles
    ]


_ASSIGNED = Derived(
    attribute=ListOf(
        Object({name: attribute for name, (_, attribute) in _ROLE.items()}),
        computed=True,
        doc="The same roles as in `roles`, with other attribute names.",
    ),
    sources=("roles",),
    of=_assignments,
)

RESOURCES: Final[Mapping[str, Mapping[str, Derived]]] = {
    "openai_admin_api_key": {"object": _kind("organization.admin_api_key")},
    "openai_chat_completion": {
        "chat_completion_id": _same("id"),
        "model_used": _same("response_model"),
        "object": _kind("chat.completion"),
    },
    "openai_model": {"object": _kind("model")},
    "openai_vector_store": {"object": _kind("vector_store")},
    "openai_vector_store_file": {"object": _kind("vector_store.file")},
    "openai_vector_store_file_batch": {"object": _kind("vector_store.files_batch")},
}
"""The additional attributes of managed resources, by type."""

DATA_SOURCES: Final[Mapping[str, Mapping[str, Derived]]] = {
    "openai_admin_api_key": {"object": _kind("organization.admin_api_key")},
    "openai_chat_completion": {"object": _kind("chat.completion")},
    "openai_chat_completion_messages": {
        "first_id": _end("messages", 0, "The id of the first message."),
        "last_id": _end("messages", -1, "The id of the last message."),
    },
    "openai_fine_tuning_job": {"object": _kind("fine_tuning.job")},
    "openai_group_roles": {"role_assignments": _ASSIGNED},
    "openai_group_users": {"user_count": _count("users")},
    "openai_groups": {"group_count": _count("groups")},
    "openai_model": {"object": _kind("model")},
    "openai_project_group_roles": {"role_assignments": _ASSIGNED},
    "openai_project_roles": {"role_count": _count("roles")},
    "openai_project_user_roles": {"role_assignments": _ASSIGNED},
    "openai_roles": {"role_count": _count("roles")},
    "openai_user_roles": {"role_assignments": _ASSIGNED},
    "openai_vector_store": {"object": _kind("vector_store")},
    "openai_vector_store_file": {"object": _kind("vector_store.file")},
    "openai_vector_store_file_batch": {"object": _kind("vector_store.files_batch")},
}
"""The additional attributes of data sources, by type. `added` adds an `id` to all, and the complete answer to some."""

ANSWERED_AS_JSON: Final = frozenset(
    f"openai_{name}"
    for name in [
        "certificate",
        "certificates",
        "group",
        "group_role",
        "group_roles",
        "group_user",
        "group_users",
        "groups",
        "invite",
        "invites",
        "organization_data_retention",
        "organization_spend_alerts",
        "organization_spend_limit",
        "organization_user",
        "organization_users",
        "project",
        "project_certificates",
        "project_data_retention",
        "project_group",
        "project_group_role",
        "project_group_roles",
        "project_groups",
        "project_hosted_tool_permissions",
        "project_model_permissions",
        "project_rate_limit",
        "project_rate_limits",
        "project_role",
        "project_roles",
        "project_spend_alert",
        "project_spend_alerts",
        "project_spend_limit",
        "project_user",
        "project_user_role",
        "project_user_roles",
        "project_users",
        "projects",
        "role",
        "roles",
        "user_role",
        "user_roles",
    ]
)
"""Data sources that contain the answer of the API as JSON in openai/openai."""


_OURS = "openai_"


def added(kind: str, type_name: str, schema: Schema) -> Schema:
    """Return a schema with the additional attributes of other providers.

    A data source without an `id` gets one from its required arguments. Other providers have it, and some modules use it to wait for a
    data source.

    Args:
        kind: "resources", "data_sources" or another kind, which has no additional attributes.
        type_name: the first or second name of the type.
        schema: the schema of the declaration.
    """
    if kind == "resources":
        first = second_names.RESOURCES.get(type_name, type_name)
        return schema.but(derived=RESOURCES.get(first, {}))
    if kind != "data_sources" or not type_name.startswith(_OURS):
        return schema
    first = second_names.DATA_SOURCES.get(type_name, type_name)
    derived = dict(DATA_SOURCES.get(first, {}))
    seconds = {second for _, attribute in schema.items() for second in attribute.also}
    if "id" not in schema and "id" not in seconds:
        derived["id"] = _id_of(first, schema)
    if first in ANSWERED_AS_JSON:
        derived["response_json"] = _answer(schema)
    return schema.but(derived=derived) if derived else schema


def _answer(schema: Schema) -> Derived:
    secret = any(can_hold_secrets(attribute) for _, attribute in schema.items())
    doc = "The answer of the API as JSON. The pages of a list are joined to one answer."
    return Derived(attribute=String(computed=True, sensitive=secret, doc=doc), is_answer=True)


def _id_of(type_name: str, schema: Schema) -> Derived:
    arguments = tuple(
        name
        for name, attribute in schema.items()
        if attribute.required and isinstance(attribute, String) and not attribute.sensitive
    )
    return Derived(
        attribute=String(
            computed=True, doc="The required arguments of the data source, joined with `/`."
        ),
        sources=arguments,
        of=partial(_joined, type_name),
    )


def _joined(type_name: str, *arguments: str | None) -> str:
    return (
        "/".join(str(one) for one in arguments) if arguments else type_name.removeprefix("openai_")
    )
