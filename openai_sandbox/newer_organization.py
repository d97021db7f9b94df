"""Administration of the organisation that OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    answering,
    any_of,
    deleting,
    listing,
    one,
    or_null,
    record,
    refer,
    several,
    taking,
)

_TEXT_OR_NULL, _NUMBER_OR_NULL = or_null(TEXT), or_null(NUMBER)
_TEXTS = several(TEXT)

_RESIDENCY = one(
    "GLOBAL",
    *("US_STORAGE_PROCESSING", "EU_STORAGE_PROCESSING", "JP_STORAGE", "JP_STORAGE_PROCESSING"),
    *("KR_STORAGE", "CA_STORAGE", "SG_STORAGE", "IN_STORAGE", "IN_STORAGE_PROCESSING"),
    *("AU_STORAGE", "AU_STORAGE_PROCESSING", "GB_STORAGE", "AE_STORAGE"),
)

PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    "Project": {"residency": _RESIDENCY},
    "ProjectCreateRequest": {"residency": _RESIDENCY, "geography": _TEXT_OR_NULL},
}
"""Properties of the document's own components, by the component's name."""

# --- workload identity ------------------------------------------------------------------------------------------

_TRANSFORMATIONS = several(record({"attribute": TEXT, "expression": TEXT}))
_VERIFICATION = any_of(
    record({"type": one("discovery"), "discovery_url": _TEXT_OR_NULL}, ["discovery_url"]),
    record({"type": one("uploaded_jwks"), "jwks": {"type": "object"}}),
)
_PROVIDER_ASKED: dict[str, Raw] = {
    "name": TEXT,
    "type": one("oidc"),
    "issuer": TEXT,
    "audience": TEXT,
    "description": TEXT,
    "enabled": TRUTH,
    "attribute_transformations": _TRANSFORMATIONS,
    "verification": _VERIFICATION,
}
_PROVIDER_OPTIONS = ("description", "enabled", "attribute_transformations", "verification")
_MATCHERS: Raw = {
    "type": "object",
    "additionalProperties": any_of(TEXT, TRUTH, {"type": "number"}),
}
_PERMISSIONS = any_of(
    record({"type": one("service_account_default")}),
    record({"type": one("restricted"), "scopes": _TEXTS}),
)
_RULE_ASKED: dict[str, Raw] = {
    "attribute_matchers": _MATCHERS,
    "project_id": TEXT,
    "service_account_id": TEXT,
    "description": TEXT,
    "enabled": TRUTH,
    "name": TEXT,
    "permissions": _PERMISSIONS,
}
_RULE_OPTIONS = ("description", "enabled", "name", "permissions")
_NULLABLE = {"description": _TEXT_OR_NULL}


def _changes(asked: Mapping[str, Raw], *fixed: str, **other: Raw) -> Raw:
    changeable = {name: one for name, one in asked.items() if name not in fixed}
    return record({**changeable, **other}, list(changeable))


# --- external keys and storage ----------------------------------------------------------------------------------

_PURPOSES = one("ekm", "psp_decryption")
_KEY_ASKED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
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
"""What each cloud's keys need, and what may be added."""


def _key_asked(cloud: str) -> Raw:
    needed, possible = _KEY_ASKED[cloud]
    return record(
        {
            "type": one(cloud),
            "name": TEXT,
            "purpose": _PURPOSES,
            **dict.fromkeys((*needed, *possible), TEXT),
        },
        ["purpose", *possible],
    )


_STORES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "aws": (("bucket", "role_arn"), ("account_id", "external_id", "region")),
    "azure": (
        ("account_name", "container", "resource_group", "subscription_id", "tenant_id"),
        ("region",),
    ),
    "gcp": (
        (
            "bucket",
            "workload_identity_pool_id",
            "workload_identity_project_number",
            "workload_identity_provider_id",
        ),
        ("audience",),
    ),
    "oci": (("bucket", "region", "tenancy_ocid"), ()),
}
"""What each cloud's storage is asked for with, and what is told beside that."""


def _store(cloud: str, *, told: bool) -> Raw:
    asked, added = _STORES[cloud]
    names = (*asked, *added) if told else asked
    return record({"type": one(cloud), **dict.fromkeys(names, TEXT)})


_DETAILS = sorted(
    {name for needed, possible in _KEY_ASKED.values() for name in (*needed, *possible)}
)

COMPONENTS: Mapping[str, Raw] = {
    "WorkloadIdentityProvider": record(
        {
            "object": one("organization.workload_identity_provider"),
            "id": TEXT,
            **_PROVIDER_ASKED,
            **_NULLABLE,
            "created_at": NUMBER,
            "updated_at": NUMBER,
        },
        ["description"],
    ),
    "WorkloadIdentityFederationRule": record(
        {
            "object": one("organization.workload_identity_federation_rule"),
            "id": TEXT,
            "workload_identity_provider_id": TEXT,
            **_RULE_ASKED,
            **_NULLABLE,
            "name": _TEXT_OR_NULL,
            "created_at": NUMBER,
            "updated_at": NUMBER,
        },
        ["description", "name"],
    ),
    "ExternalKey": record(
        {
            "object": one("organization.external_key"),
            "id": TEXT,
            "name": TEXT,
            "type": TEXT,
            "purpose": or_null(_PURPOSES),
            "api_project_ids": _TEXTS,
            "workspace_id": TEXT,
            "created_at": NUMBER,
            **dict.fromkeys(_DETAILS, _TEXT_OR_NULL),
        },
        _DETAILS,
    ),
    "ExternalStorageConfiguration": record(
        {
            "object": one("organization.external_storage"),
            "id": TEXT,
            "project_id": TEXT,
            "provider": any_of(*(_store(cloud, told=True) for cloud in _STORES)),
            "geography": TEXT,
            "status": one("pending", "validated", "degraded", "unhealthy"),
            "created_at": NUMBER,
        }
    ),
}
"""Components that the document lacks, by name."""

_PROVIDERS = "/organization/workload_identity_providers"
_PROVIDER = f"{_PROVIDERS}/{{workload_identity_provider_id}}"
_RULES = f"{_PROVIDER}/federation_rules"
_RULE = f"{_RULES}/{{workload_identity_federation_rule_id}}"
_KEYS = "/organization/external_keys"
_STORAGE = "/organization/external_storage"

_OIDC, _RULED = refer("WorkloadIdentityProvider"), refer("WorkloadIdentityFederationRule")
_EKM, _STORED = refer("ExternalKey"), refer("ExternalStorageConfiguration")

PATHS: Mapping[str, Mapping[str, Any]] = {
    _PROVIDERS: {
        "post": taking(record(_PROVIDER_ASKED, _PROVIDER_OPTIONS), _OIDC),
        "get": listing("WorkloadIdentityProvider"),
    },
    _PROVIDER: {
        "get": answering(_OIDC),
        "post": taking(_changes(_PROVIDER_ASKED, "type", **_NULLABLE), _OIDC),
        "delete": deleting("organization.workload_identity_provider"),
    },
    _RULES: {
        "post": taking(record(_RULE_ASKED, _RULE_OPTIONS), _RULED),
        "get": listing("WorkloadIdentityFederationRule", service_account_id=TEXT),
    },
    _RULE: {
        "get": answering(_RULED),
        "post": taking(
            _changes(
                _RULE_ASKED, "project_id", "service_account_id", name=_TEXT_OR_NULL, **_NULLABLE
            ),
            _RULED,
        ),
        "delete": deleting("organization.workload_identity_federation_rule"),
    },
    _KEYS: {
        "post": taking(any_of(*(_key_asked(cloud) for cloud in _KEY_ASKED)), _EKM),
        "get": listing("ExternalKey", purpose=_PURPOSES),
    },
    f"{_KEYS}/{{external_key_id}}": {"get": answering(_EKM), "delete": answering(_EKM)},
    f"{_KEYS}/{{external_key_id}}/validate": {"post": answering(record({"status": TEXT}))},
    _STORAGE: {
        "post": taking(
            record(
                {
                    "project_id": TEXT,
                    "provider": any_of(*(_store(cloud, told=False) for cloud in _STORES)),
                }
            ),
            _STORED,
        ),
        "get": listing("ExternalStorageConfiguration", project_id=_TEXT_OR_NULL),
    },
    f"{_STORAGE}/{{external_storage_id}}": {
        "get": answering(_STORED),
        "delete": deleting("organization.external_storage"),
    },
    f"{_STORAGE}/{{external_storage_id}}/validate": {"post": answering(_STORED)},
}
"""Operations by path and method, as in a document."""
