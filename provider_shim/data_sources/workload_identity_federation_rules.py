"""``openai_workload_identity_federation_rules`` (data source): all rules of a workload identity provider."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import workload_identity_federation_rule
from provider_shim.schema import String


class WorkloadIdentityFederationRules(Every):
    """The rules of a workload identity provider."""

    type_name = "openai_workload_identity_federation_rules"
    endpoint = workload_identity_federation_rule.WorkloadIdentityFederationRule.endpoint
    items = "rules"
    schema = every_schema(
        workload_identity_federation_rule.WorkloadIdentityFederationRule,
        items,
        {
            "order": order(),
            "service_account_id": String(optional=True, doc="Only rules for this service account."),
        },
    )
