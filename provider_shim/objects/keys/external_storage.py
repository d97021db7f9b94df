"""``openai_external_storage``: storage in the customer's own cloud, in which OpenAI stores the data of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.resource import Resource
from provider_shim.objects.keys.clouds import CLOUDS, Details, faults
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Object, Schema, String

DETAILS: Details = {
    "aws": (("bucket", "role_arn"), ()),
    "azure": (
        ("account_name", "container", "resource_group", "subscription_id", "tenant_id"),
        (),
    ),
    "gcp": (
        (
            "bucket",
            "workload_identity_pool_id",
            "workload_identity_project_number",
            "workload_identity_provider_id",
        ),
        (),
    ),
    "oci": (("bucket", "region", "tenancy_ocid"), ()),
}


def _optional(doc: str) -> String:
    return String(optional=True, doc=doc)


def _faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return errors for arguments that the cloud requires and that are missing, and for arguments of other clouds."""
    storage = config.get("storage")
    if not isinstance(storage, Mapping):
        return []
    region = {"region": storage.get("region")} if storage.get("type") == "oci" else {}
    given = {**storage, "region": None, **region}
    return faults(DETAILS, storage.get("type"), given, ("storage",))


class ExternalStorage(Resource):
    """Storage in your own cloud, in which OpenAI stores the data of a project.

    The resource registers existing storage. It does not create the storage. Destroying the resource leaves the storage and its
    data as they are. The API cannot change a registration: a change of an argument replaces it.
    """

    type_name = "openai_external_storage"
    endpoint = Rest("/organization/external_storage", update=None, auth="admin", page=100)
    checks = (_faults,)
    schema = Schema(
        {
            "id": identity("external storage"),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "storage": Object(
                {
                    "type": String(
                        required=True,
                        enum=CLOUDS,
                        doc="The cloud of the storage: `aws`, `azure`, `gcp` or `oci`.",
                    ),
                    "bucket": _optional("For `aws`, `gcp` and `oci`: the name of the bucket."),
                    "role_arn": _optional(
                        "For `aws`: the ARN of the IAM role that OpenAI assumes."
                    ),
                    "account_name": _optional("For `azure`: the name of the storage account."),
                    "container": _optional("For `azure`: the name of the container."),
                    "resource_group": _optional("For `azure`: the name of the resource group."),
                    "subscription_id": _optional("For `azure`: the id of the subscription."),
                    "tenant_id": _optional("For `azure`: the id of the tenant."),
                    "workload_identity_pool_id": _optional(
                        "For `gcp`: the id of the workload identity pool."
                    ),
                    "workload_identity_project_number": _optional(
                        "For `gcp`: the number of the project that has the pool."
                    ),
                    "workload_identity_provider_id": _optional(
                        "For `gcp`: the id of the provider in the pool."
                    ),
                    "tenancy_ocid": _optional("For `oci`: the OCID of the tenancy."),
                    "region": String(
                        optional=True,
                        computed=True,
                        doc="The region. Required for `oci`; the API determines it for `aws` and `azure`.",
                        answer_doc="The region of the storage.",
                    ),
                    "account_id": String(
                        computed=True, doc="For `aws`: the id of OpenAI's AWS account."
                    ),
                    "external_id": String(
                        computed=True,
                        doc="For `aws`: the external id that OpenAI sends when it assumes the role.",
                    ),
                    "audience": String(
                        computed=True,
                        doc="For `gcp`: the audience of the tokens that OpenAI presents.",
                    ),
                },
                required=True,
                replace=True,
                wire="provider",
                doc="The location of the storage.",
            ),
            "geography": String(
                computed=True, doc="The geography (region of the world) of the storage."
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="Whether OpenAI can use the storage: `pending`, `validated`, `degraded` or `unhealthy`.",
            ),
            "created_at": created_at("external storage"),
        }
    )


class DataExternalStorage(Lookup):
    """An external storage of the organization, found by its id: its location and its status."""

    type_name = "openai_external_storage"
    endpoint = ExternalStorage.endpoint
    schema = lookup_schema(ExternalStorage)


class DataExternalStorages(ListAll):
    """The external storages of the organization."""

    type_name = "openai_external_storages"
    endpoint = ExternalStorage.endpoint
    items = "external_storages"
    schema = list_all_schema(
        ExternalStorage,
        items,
        {
            "order": order(),
            "project_id": String(optional=True, doc="Only external storages of this project."),
        },
    )
