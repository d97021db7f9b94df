"""``openai_workload_identity_providers`` (data source): all workload identity providers."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import workload_identity_provider


class WorkloadIdentityProviders(Every):
    """The workload identity providers of the organization."""

    type_name = "openai_workload_identity_providers"
    endpoint = workload_identity_provider.WorkloadIdentityProvider.endpoint
    items = "providers"
    schema = every_schema(
        workload_identity_provider.WorkloadIdentityProvider, items, {"order": order()}
    )
