"""Administration of the organisation that OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_TEXT_OR_NULL: _Schema = {"anyOf": [_TEXT, {"type": "null"}]}
_NUMBER: _Schema = {"type": "integer"}
_NUMBER_OR_NULL: _Schema = {"anyOf": [_NUMBER, {"type": "null"}]}
_TRUTH: _Schema = {"type": "boolean"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}


def _one(*values: str) -> _Schema:
    return {"type": "string", "enum": list(values)}


def _object(properties: Mapping[str, _Schema], optional: Sequence[str] = ()) -> _Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


def _refer(component: str) -> _Schema:
    return {"$ref": f"#/components/schemas/{component}"}


def _answering(schema: _Schema) -> _Schema:
    return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}


def _taking(body: _Schema, answer: _Schema) -> _Schema:
    content = {"application/json": {"schema": body}}
    return {"requestBody": {"required": True, "content": content}, **_answering(answer)}


def _listing(component: str, **filters: _Schema) -> _Schema:
    query = {"after": _TEXT, "limit": _NUMBER, "order": _one("asc", "desc"), **filters}
    data = {"type": "array", "items": _refer(component)}
    ends = {"first_id": _TEXT_OR_NULL, "last_id": _TEXT_OR_NULL}
    answer = _object({"object": _one("list"), "data": data, "has_more": _TRUTH, **ends})
    return {
        "parameters": [{"in": "query", "name": name, "schema": one} for name, one in query.items()],
        **_answering(answer),
    }


def _deleting(kind: str) -> _Schema:
    return _answering(_object({"id": _TEXT, "object": _one(f"{kind}.deleted"), "deleted": _TRUTH}))


# --- keys -------------------------------------------------------------------------------------------------------

_RESIDENCY = _one(
    "GLOBAL",
    *("US_STORAGE_PROCESSING", "EU_STORAGE_PROCESSING", "JP_STORAGE", "JP_STORAGE_PROCESSING"),
    *("KR_STORAGE", "CA_STORAGE", "SG_STORAGE", "IN_STORAGE", "IN_STORAGE_PROCESSING"),
    *("AU_STORAGE", "AU_STORAGE_PROCESSING", "GB_STORAGE", "AE_STORAGE"),
)

PROPERTIES: Mapping[str, Mapping[str, _Schema]] = {
    "Project": {"residency": _RESIDENCY},
    "ProjectCreateRequest": {"residency": _RESIDENCY, "geography": _TEXT_OR_NULL},
    "ProjectServiceAccountCreateRequest": {"expires_in_seconds": _NUMBER_OR_NULL},
    "CreateProjectServiceAccountApiKeyBody": {"expires_in_seconds": _NUMBER_OR_NULL},
    "ProjectServiceAccountApiKey": {"expires_at": _NUMBER_OR_NULL},
    "ServiceAccountApiKeyBody": {"expires_at": _NUMBER_OR_NULL},
    "ProjectApiKey": {"expires_at": _NUMBER_OR_NULL},
}
"""Properties of the document's own components, by the component's name."""

_KEY_CHANGES = _object(
    {"scopes": _TEXTS, "expires_in_seconds": _NUMBER}, ["scopes", "expires_in_seconds"]
)

# --- workload identity ------------------------------------------------------------------------------------------

_TRANSFORMATIONS: _Schema = {
    "type": "array",
    "items": _object({"attribute": _TEXT, "expression": _TEXT}),
}
_VERIFICATION: _Schema = {
    "anyOf": [
        _object({"type": _one("discovery"), "discovery_url": _TEXT_OR_NULL}, ["discovery_url"]),
        _object({"type": _one("uploaded_jwks"), "jwks": {"type": "object"}}),
    ]
}
_PROVIDER_ASKED: dict[str, _Schema] = {
    "name": _TEXT,
    "type": _one("oidc"),
    "issuer": _TEXT,
    "audience": _TEXT,
    "description": _TEXT,
    "enabled": _TRUTH,
    "attribute_transformations": _TRANSFORMATIONS,
    "verification": _VERIFICATION,
}
_PROVIDER_OPTIONS = ("description", "enabled", "attribute_transformations", "verification")
_MATCHERS: _Schema = {
    "type": "object",
    "additionalProperties": {"anyOf": [_TEXT, _TRUTH, {"type": "number"}]},
}
_PERMISSIONS: _Schema = {
    "anyOf": [
        _object({"type": _one("service_account_default")}),
        _object({"type": _one("restricted"), "scopes": _TEXTS}),
    ]
}
_RULE_ASKED: dict[str, _Schema] = {
    "attribute_matchers": _MATCHERS,
    "project_id": _TEXT,
    "service_account_id": _TEXT,
    "description": _TEXT,
    "enabled": _TRUTH,
    "name": _TEXT,
    "permissions": _PERMISSIONS,
}
_RULE_OPTIONS = ("description", "enabled", "name", "permissions")
_NULLABLE = {"description": _TEXT_OR_NULL}


def _changes(asked: Mapping[str, _Schema], *fixed: str, **other: _Schema) -> _Schema:
    changeable = {name: one for name, one in asked.items() if name not in fixed}
    return _object({**changeable, **other}, list(changeable))


# --- external keys and storage ----------------------------------------------------------------------------------

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


def _key_asked(cloud: str) -> _Schema:
    needed, possible = _KEY_ASKED[cloud]
    return _object(
        {
            "type": _one(cloud),
            "name": _TEXT,
            "purpose": _one("ekm", "psp_decryption"),
            **dict.fromkeys((*needed, *possible), _TEXT),
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


def _store(cloud: str, *, told: bool) -> _Schema:
    asked, added = _STORES[cloud]
    names = (*asked, *added) if told else asked
    return _object({"type": _one(cloud), **dict.fromkeys(names, _TEXT)})


_DETAILS = sorted(
    {name for needed, possible in _KEY_ASKED.values() for name in (*needed, *possible)}
)

COMPONENTS: Mapping[str, _Schema] = {
    "WorkloadIdentityProvider": _object(
        {
            "object": _one("organization.workload_identity_provider"),
            "id": _TEXT,
            **_PROVIDER_ASKED,
            **_NULLABLE,
            "created_at": _NUMBER,
            "updated_at": _NUMBER,
        },
        ["description"],
    ),
    "WorkloadIdentityFederationRule": _object(
        {
            "object": _one("organization.workload_identity_federation_rule"),
            "id": _TEXT,
            "workload_identity_provider_id": _TEXT,
            **_RULE_ASKED,
            **_NULLABLE,
            "name": _TEXT_OR_NULL,
            "created_at": _NUMBER,
            "updated_at": _NUMBER,
        },
        ["description", "name"],
    ),
    "ExternalKey": _object(
        {
            "object": _one("organization.external_key"),
            "id": _TEXT,
            "name": _TEXT,
            "type": _TEXT,
            "purpose": {"anyOf": [_one("ekm", "psp_decryption"), {"type": "null"}]},
            "api_project_ids": _TEXTS,
            "workspace_id": _TEXT,
            "created_at": _NUMBER,
            **dict.fromkeys(_DETAILS, _TEXT_OR_NULL),
        },
        _DETAILS,
    ),
    "ExternalStorageConfiguration": _object(
        {
            "object": _one("organization.external_storage"),
            "id": _TEXT,
            "project_id": _TEXT,
            "provider": {"anyOf": [_store(cloud, told=True) for cloud in _STORES]},
            "geography": _TEXT,
            "status": _one("pending", "validated", "degraded", "unhealthy"),
            "created_at": _NUMBER,
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

_OIDC, _RULED = _refer("WorkloadIdentityProvider"), _refer("WorkloadIdentityFederationRule")
_EKM, _STORED = _refer("ExternalKey"), _refer("ExternalStorageConfiguration")
_PURPOSES = _one("ekm", "psp_decryption")

PATHS: Mapping[str, Mapping[str, Any]] = {
    "/organization/projects/{project_id}/api_keys/{api_key_id}": {
        "post": _taking(_KEY_CHANGES, _refer("ProjectApiKey")),
    },
    _PROVIDERS: {
        "post": _taking(_object(_PROVIDER_ASKED, _PROVIDER_OPTIONS), _OIDC),
        "get": _listing("WorkloadIdentityProvider"),
    },
    _PROVIDER: {
        "get": _answering(_OIDC),
        "post": _taking(_changes(_PROVIDER_ASKED, "type", **_NULLABLE), _OIDC),
        "delete": _deleting("organization.workload_identity_provider"),
    },
    _RULES: {
        "post": _taking(_object(_RULE_ASKED, _RULE_OPTIONS), _RULED),
        "get": _listing("WorkloadIdentityFederationRule", service_account_id=_TEXT),
    },
    _RULE: {
        "get": _answering(_RULED),
        "post": _taking(
            _changes(
                _RULE_ASKED, "project_id", "service_account_id", name=_TEXT_OR_NULL, **_NULLABLE
            ),
            _RULED,
        ),
        "delete": _deleting("organization.workload_identity_federation_rule"),
    },
    _KEYS: {
        "post": _taking({"anyOf": [_key_asked(cloud) for cloud in _KEY_ASKED]}, _EKM),
        "get": _listing("ExternalKey", purpose=_PURPOSES),
    },
    f"{_KEYS}/{{external_key_id}}": {"get": _answering(_EKM), "delete": _answering(_EKM)},
    f"{_KEYS}/{{external_key_id}}/validate": {"post": _answering(_object({"status": _TEXT}))},
    _STORAGE: {
        "post": _taking(
            _object(
                {
                    "project_id": _TEXT,
                    "provider": {"anyOf": [_store(cloud, told=False) for cloud in _STORES]},
                }
            ),
            _STORED,
        ),
        "get": _listing("ExternalStorageConfiguration", project_id=_TEXT_OR_NULL),
    },
    f"{_STORAGE}/{{external_storage_id}}": {
        "get": _answering(_STORED),
        "delete": _deleting("organization.external_storage"),
    },
    f"{_STORAGE}/{{external_storage_id}}/validate": {"post": _answering(_STORED)},
}
"""Operations by path and method, as in a document."""
