"""``openai_workload_identity_federation_rule``: which tokens stand for which service account."""

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
    """A rule by which tokens of a workload identity provider stand for a service account of a project.

    A program that shows a token whose attributes match acts as the service account, without an API key.
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
                required=True, replace=True, doc="The id of the service account's project."
            ),
            "service_account_id": String(
                required=True, replace=True, doc="The id of the service account."
            ),
            "attribute_matchers": Dynamic(
                MapOf(AnyOf((String(), Bool(), Float()))),
                required=True,
                doc="What attributes of a token must be, by their names: strings, numbers or booleans.",
            ),
            "name": String(optional=True, doc="The name of the rule."),
            "description": String(optional=True, doc="What the rule is for."),
            "enabled": Bool(
                optional=True,
                computed=True,
                default=True,
                doc="Whether the rule is applied. Defaults to `true`.",
            ),
            "permissions": Object(
                {
                    "type": String(
                        required=True,
                        enum=(_DEFAULT, "restricted"),
                        server_default=_DEFAULT,
                        doc=f"`{_DEFAULT}` (all that the service account may do) or `restricted` (by `scopes`).",
                    ),
                    "scopes": SetOf(
                        String(),
                        optional=True,
                        doc="What the program may do, such as `api.model.request`; for `restricted`.",
                    ),
                },
                optional=True,
                check=OfKind(
                    needed={"restricted": ("scopes",)}, possible={"restricted": (), _DEFAULT: ()}
                ),
                cleared={"type": _DEFAULT},
                doc="What a program may do. Defaults to all that the service account may.",
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
    """A rule of a workload identity provider, by its id or its name."""

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
