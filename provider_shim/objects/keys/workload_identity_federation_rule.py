"""``openai_workload_identity_federation_rule``: a rule that maps tokens to a service account."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.rules.kinds import OfKind
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Bool,
    Dynamic,
    Float,
    Integer,
    MapOf,
    Object,
    Schema,
    SetOf,
    String,
)

_DEFAULT = "service_account_default"


class WorkloadIdentityFederationRule(Resource):
    """A rule that maps tokens of a workload identity provider to a service account of a project.

    A program with a token whose attributes match the rule acts as the service account. It needs no API key.
    """

    type_name = "openai_workload_identity_federation_rule"
    endpoint = Rest(
        "/organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules",
        auth="admin",
        page=100,
    )
    schema = Schema(
        {
            "id": identity("rule"),
            "workload_identity_provider_id": String(
                required=True, replace=True, doc="The id of the workload identity provider."
            ),
            "project_id": String(
                required=True, replace=True, doc="The id of the project of the service account."
            ),
            "service_account_id": String(
                required=True, replace=True, doc="The id of the service account."
            ),
            "attribute_matchers": Dynamic(
                MapOf(AnyOf((String(), Bool(), Float()))),
                required=True,
                doc="The values that a token's attributes must have, by the name of the attribute: strings, numbers or booleans.",
            ),
            "name": String(optional=True, doc="The name of the rule."),
            "description": String(optional=True, doc="The description of the rule."),
            "enabled": Bool(
                optional=True,
                computed=True,
                default=True,
                doc="Whether the rule is enabled. Defaults to `true`.",
            ),
            "permissions": Object(
                {
                    "type": String(
                        required=True,
                        enum=(_DEFAULT, "restricted"),
                        server_default=_DEFAULT,
                        doc=f"The kind of permissions: `{_DEFAULT}` (all permissions of the service account) or `restricted` (only `scopes`).",
                    ),
                    "scopes": SetOf(
                        String(),
                        optional=True,
                        doc="The permissions of the program, such as `api.model.request`, if `type` is `restricted`.",
                    ),
                },
                optional=True,
                check=OfKind(
                    needed={"restricted": ("scopes",)}, possible={"restricted": (), _DEFAULT: ()}
                ),
                cleared={"type": _DEFAULT},
                doc="The permissions of a program. Defaults to all permissions of the service account.",
            ),
            "created_at": created_at("rule"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the rule was last changed, in seconds since 1970.",
            ),
        }
    )


class DataWorkloadIdentityFederationRule(Lookup):
    """A rule of a workload identity provider, found by its id or its name."""

    type_name = "openai_workload_identity_federation_rule"
    endpoint = WorkloadIdentityFederationRule.endpoint
    by = "name"
    schema = lookup_schema(WorkloadIdentityFederationRule, by)


class DataWorkloadIdentityFederationRules(ListAll):
    """The rules of a workload identity provider."""

    type_name = "openai_workload_identity_federation_rules"
    endpoint = WorkloadIdentityFederationRule.endpoint
    items = "rules"
    schema = list_all_schema(
        WorkloadIdentityFederationRule,
        items,
        {
            "order": order(),
            "service_account_id": String(optional=True, doc="Only rules for this service account."),
        },
    )
