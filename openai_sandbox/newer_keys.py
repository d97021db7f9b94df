"""Keys that expire and keys of service accounts alone, which OpenAI's package knows and the oldest document does not.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    one,
    or_null,
    record,
    refer,
    several,
    taking,
)

_NUMBER_OR_NULL = or_null(NUMBER)
_KEYS = "/organization/projects/{project_id}/api_keys"
_ACCOUNT = "/organization/projects/{project_id}/service_accounts/{service_account_id}"
_LIFETIME = {"expires_in_seconds": NUMBER}

COMPONENTS: Mapping[str, Raw] = {
    "CreateProjectServiceAccountApiKeyBody": record(
        {"name": TEXT, "scopes": several(TEXT)}, optional=("name", "scopes")
    ),
    "ServiceAccountApiKeyBody": record(
        {
            "object": one("organization.project.service_account.api_key"),
            "id": TEXT,
            "name": TEXT,
            "value": TEXT,
            "created_at": NUMBER,
        }
    ),
}
"""Components that a document lacks, by name."""

PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    "AdminApiKey": {"expires_at": _NUMBER_OR_NULL},
    "CreateProjectServiceAccountApiKeyBody": {"expires_in_seconds": _NUMBER_OR_NULL},
    "ProjectApiKey": {
        "expires_at": _NUMBER_OR_NULL,
        "owner_project_access": one("active", "inactive"),
    },
    "ProjectServiceAccountApiKey": {"expires_at": _NUMBER_OR_NULL},
    "ProjectServiceAccountCreateRequest": {
        "create_service_account_only": or_null(TRUTH),
        "expires_in_seconds": _NUMBER_OR_NULL,
    },
    "ServiceAccountApiKeyBody": {"expires_at": _NUMBER_OR_NULL},
}
"""Properties that components of a document lack, by the component's name."""

VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("ProjectServiceAccount", "role"): ("none",),
    ("ProjectServiceAccountCreateResponse", "role"): ("none",),
}
"""Values of texts that a document lists without them, by component and property."""

PARAMETERS: Mapping[str, Mapping[str, Raw]] = {
    _KEYS: {"owner_project_access": one("active", "inactive", "any")}
}
"""What else the query of a GET may hold."""

BODIES: Mapping[tuple[str, str], Mapping[str, Raw]] = {
    ("/organization/admin_api_keys", "post"): _LIFETIME,
}
"""Properties that bodies lack which a document describes with their operation, by path and method."""

PATHS: Mapping[str, Mapping[str, Raw]] = {
    f"{_ACCOUNT}/api_keys": {
        "post": taking(
            refer("CreateProjectServiceAccountApiKeyBody"),
            refer("ServiceAccountApiKeyBody"),
            needed=False,
        )
    },
    f"{_KEYS}/{{api_key_id}}": {
        "post": taking(
            record({"scopes": several(TEXT), **_LIFETIME}, ("scopes", *_LIFETIME)),
            refer("ProjectApiKey"),
        )
    },
}
"""Operations by path and method, as in a document."""
