"""``openai_external_key``: a key in the customer's own cloud, which OpenAI uses for encryption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.resource import Resource
from provider_shim.objects.keys.clouds import CLOUDS, Details, faults, where
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Attribute, Schema, SetOf, String

DETAILS: Details = {
    "aws": (("kms_arn", "role_arn", "external_id"), ()),
    "gcp": (
        (
            "audience",
            "kms_key_location",
            "kms_key_name",
            "kms_key_ring_name",
            "kms_project_id",
            "workload_identity_pool_id",
            "workload_identity_project_number",
            "workload_identity_provider_id",
        ),
        ("kms_key_version",),
    ),
    "azure": (("key_name", "tenant_id", "vault_uri"), ("key_version",)),
    "oci": (("key_ocid", "region", "vault_ocid"), ("key_version_ocid",)),
}

_MEANINGS = {
    "kms_arn": "the ARN of the KMS key or of its alias",
    "role_arn": "the ARN of the IAM role that OpenAI assumes to use the key",
    "external_id": "the external id that OpenAI sends when it assumes the role: the id of the OpenAI organization or of one of its projects",
    "audience": "the audience of the tokens that OpenAI presents",
    "kms_key_location": "the location of the key ring",
    "kms_key_name": "the name of the key",
    "kms_key_ring_name": "the name of the key ring",
    "kms_project_id": "the id of the project that has the key",
    "kms_key_version": "the version of the key",
    "workload_identity_pool_id": "the id of the workload identity pool",
    "workload_identity_project_number": "the number of the project that has the pool",
    "workload_identity_provider_id": "the id of the provider in the pool",
    "key_name": "the name of the key",
    "tenant_id": "the id of the tenant",
    "vault_uri": "the URI of the vault",
    "key_version": "the version of the key",
    "key_ocid": "the OCID of the key",
    "region": "the region",
    "vault_ocid": "the OCID of the vault",
    "key_version_ocid": "the OCID of the key's version",
}


def _details() -> dict[str, Attribute]:
    return {
        name: String(optional=True, replace=True, doc=f"{where(DETAILS, name)}: {meant}.")
        for name, meant in _MEANINGS.items()
    }


def _faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return errors for arguments that the cloud requires and that are missing, and for arguments of other clouds."""
    cloud = config.get("type")
    return faults(DETAILS, "aws" if cloud is None else cloud, config)


class ExternalKey(Resource):
    """A key in your own cloud's key management, with which OpenAI encrypts the data of projects (Enterprise Key Management).

    The resource registers an existing key. It does not create or change the key itself. The API cannot change a registration: a
    change of an argument replaces it. The API deletes a registration only if no active project uses it. With
    `create_before_destroy`, projects use the new registration before the old one is deleted.
    """

    type_name = "openai_external_key"
    endpoint = Rest("/organization/external_keys", update=None, auth="admin", page=100)
    checks = (_faults,)
    schema = Schema(
        {
            "id": identity("external key").but(also=("external_key_id",)),
            "name": String(required=True, replace=True, doc="The name of the external key."),
            "type": String(
                optional=True,
                computed=True,
                default="aws",
                replace=True,
                enum=CLOUDS,
                doc="The cloud of the key: `aws`, `azure`, `gcp` or `oci`. Defaults to `aws`.",
            ),
            "purpose": String(
                optional=True,
                computed=True,
                replace=True,
                enum=("ekm", "psp_decryption"),
                doc="The purpose of the key: `ekm` (encryption) or `psp_decryption`. Defaults to `ekm`.",
            ),
            **_details(),
            "api_project_ids": SetOf(
                String(),
                computed=True,
                volatile=True,
                doc="The ids of the active projects that use the key.",
            ),
            "workspace_id": String(
                computed=True, doc="The id of the workspace that uses the key, if there is one."
            ),
            "created_at": created_at("external key"),
        }
    )


class DataExternalKey(Lookup):
    """An external key of the organization, found by its id or its name."""

    type_name = "openai_external_key"
    endpoint = ExternalKey.endpoint
    by = "name"
    schema = lookup_schema(ExternalKey, by)


class DataExternalKeys(ListAll):
    """The external keys of the organization."""

    type_name = "openai_external_keys"
    endpoint = ExternalKey.endpoint
    items = "external_keys"
    schema = list_all_schema(
        ExternalKey,
        items,
        {
            "order": order(),
            "purpose": String(
                optional=True,
                enum=("ekm", "psp_decryption"),
                doc="Only keys with this purpose: `ekm` or `psp_decryption`.",
            ),
        },
    )
