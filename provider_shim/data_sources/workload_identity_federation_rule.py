"""``openai_workload_identity_federation_rule`` (data source): one rule of a workload identity provider."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import workload_identity_federation_rule


class WorkloadIdentityFederationRule(Lookup):
    """A rule of a workload identity provider, by its id or its name."""

    type_name = "openai_workload_identity_federation_rule"
    endpoint = workload_identity_federation_rule.WorkloadIdentityFederationRule.endpoint
    by = "name"
    schema = lookup_schema(workload_identity_federation_rule.WorkloadIdentityFederationRule, by)
