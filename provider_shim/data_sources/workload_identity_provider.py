"""``openai_workload_identity_provider`` (data source): one workload identity provider."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import workload_identity_provider


class WorkloadIdentityProvider(Lookup):
    """A workload identity provider of the organization, by its id or its name."""

    type_name = "openai_workload_identity_provider"
    endpoint = workload_identity_provider.WorkloadIdentityProvider.endpoint
    by = "name"
    schema = lookup_schema(workload_identity_provider.WorkloadIdentityProvider, by)
