"""Vaults and the credentials in them: what OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    METADATA,
    NUMBER,
    TEXT,
    TEXT_MAP,
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
    variant,
    with_header,
)
from openai_sandbox.newer_agent_configuration import BETA

_STATUS = one("active", "archived")
_STATUSES = any_of(_STATUS, several(_STATUS))
_HOSTS = several(TEXT, minItems=1, maxItems=16)
_SECRET: Raw = {"type": "string", "minLength": 1}
_SERVER = {"mcp_server_url": TEXT}


def _by_client_secret(needed: Mapping[str, Raw], possible: Mapping[str, Raw]) -> list[Raw]:
    return [variant(one, needed, possible) for one in ("client_secret_basic", "client_secret_post")]


def _networking() -> Raw:
    return any_of(variant("unrestricted"), variant("limited", {"allowed_hosts": _HOSTS}))


_REFRESH = {"client_id": TEXT, "token_endpoint": TEXT}
_REFRESH_OPTIONS = {"resource": or_null(TEXT), "scope": or_null(TEXT)}
_VARIABLE = {"networking": _networking(), "secret_name": TEXT}

_CREATED = any_of(
    variant(
        "mcp_oauth",
        {"access_token": TEXT, **_SERVER},
        {
            "expires_at": or_null(TEXT),
            "refresh": or_null(
                record(
                    {
                        **_REFRESH,
                        "refresh_token": TEXT,
                        "token_endpoint_auth": any_of(
                            variant("none"), *_by_client_secret({"client_secret": TEXT}, {})
                        ),
                        **_REFRESH_OPTIONS,
                    },
                    _REFRESH_OPTIONS,
                )
            ),
        },
    ),
    variant("static_bearer", {"token": TEXT, **_SERVER}),
    variant("environment_variable", {**_VARIABLE, "secret_value": _SECRET}),
)
"""The ways to authenticate, with their secrets."""

_REFRESH_ROTATED = {
    "refresh_token": or_null(TEXT),
    "scope": or_null(TEXT),
    "token_endpoint_auth": or_null(
        any_of(*_by_client_secret({}, {"client_secret": or_null(TEXT)}))
    ),
}
_ROTATED = any_of(
    variant(
        "mcp_oauth",
        {},
        {
            "access_token": or_null(TEXT),
            "expires_at": or_null(TEXT),
            "refresh": or_null(record(_REFRESH_ROTATED, _REFRESH_ROTATED)),
        },
    ),
    variant("static_bearer", {"token": TEXT}),
    variant("environment_variable", {"secret_value": _SECRET}),
)
"""What of them can be changed later."""

_TOLD = any_of(
    variant(
        "mcp_oauth",
        _SERVER,
        {
            "expires_at": or_null(TEXT),
            "refresh": or_null(
                record(
                    {
                        **_REFRESH,
                        "token_endpoint_auth": any_of(variant("none"), *_by_client_secret({}, {})),
                        **_REFRESH_OPTIONS,
                    },
                    _REFRESH_OPTIONS,
                )
            ),
        },
    ),
    variant("static_bearer", _SERVER),
    variant("environment_variable", _VARIABLE),
)
"""What is told of them: never a secret."""

COMPONENTS: Mapping[str, Raw] = {
    "Vault": record(
        {
            "id": TEXT,
            "object": one("vault"),
            "created_at": NUMBER,
            "metadata": TEXT_MAP,
            "name": or_null(TEXT),
        },
        ["name"],
    ),
    "VaultCredential": record(
        {
            "id": TEXT,
            "object": one("vault.credential"),
            "auth": _TOLD,
            "created_at": NUMBER,
            "updated_at": NUMBER,
            "metadata": TEXT_MAP,
            "name": TEXT,
            "vault_id": TEXT,
        },
        ["metadata"],
    ),
}
"""Components that the document lacks, by name."""

_VAULT, _CREDENTIAL = refer("Vault"), refer("VaultCredential")
_NEW_VAULT = {"metadata": or_null(METADATA), "name": TEXT}
_VAULT_CHANGES = {"metadata": METADATA, "name": or_null(TEXT)}
_NEW_CREDENTIAL = {"auth": _CREATED, "name": TEXT, "metadata": METADATA}
_CREDENTIAL_CHANGES = {"auth": _ROTATED, "metadata": METADATA}
_CREDENTIALS = "/vaults/{vault_id}/credentials"

PATHS: Mapping[str, Mapping[str, Any]] = with_header(
    {
        "/vaults": {
            "post": taking(record(_NEW_VAULT, _NEW_VAULT), _VAULT),
            "get": listing("Vault", metadata=METADATA, status=_STATUSES),
        },
        "/vaults/{vault_id}": {
            "get": answering(_VAULT),
            "post": taking(record(_VAULT_CHANGES, _VAULT_CHANGES), _VAULT),
            "delete": deleting("vault"),
        },
        _CREDENTIALS: {
            "post": taking(record(_NEW_CREDENTIAL, ["metadata"]), _CREDENTIAL),
            "get": listing("VaultCredential", metadata=METADATA, status=_STATUSES),
        },
        f"{_CREDENTIALS}/{{credential_id}}": {
            "get": answering(_CREDENTIAL),
            "post": taking(record(_CREDENTIAL_CHANGES, _CREDENTIAL_CHANGES), _CREDENTIAL),
            "delete": deleting("vault.credential"),
        },
    },
    *BETA,
)
"""Operations by path and method, as in a document."""
