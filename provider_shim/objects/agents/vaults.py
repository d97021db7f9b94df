"""The attributes of vaults and credentials: names, filters of lists, and methods of authentication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import metadata_filter, order
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.rules.texts import LONGEST_NAME, name_fault, one_line_fault, secret_name_fault
from provider_shim.vocabulary.rest import Json, create_body
from provider_shim.vocabulary.schema import Attribute, Object, SetOf, String


def name(of: str, **flags: Any) -> String:
    """Return the ``name`` attribute. The API removes blanks at both ends of a name."""
    return String(
        check=name_fault,
        equivalent=lambda known, returned: known.strip() == returned.strip(),
        doc=f"The name of the {of}, at most {LONGEST_NAME} bytes. Names need not be unique.",
        **flags,
    )


def filters(of: str) -> dict[str, Attribute]:
    """Return the filters of a list of vaults or of credentials."""
    return {
        "order": order(),
        "metadata": metadata_filter(
            of, f"The API may need some time until it finds {of} by changed metadata."
        ),
        "status": SetOf(
            String(enum=("active", "archived")),
            optional=True,
            min_items=1,
            doc=f"Only {of} with one of these states: `active`, `archived`. Defaults to both states.",
        ),
    }


# --- methods of authentication ----------------------------------------------------------------------------------


def _secret(doc: str, **flags: Any) -> String:
    return String(required=True, sensitive=True, write_only=True, min_length=1, doc=doc, **flags)


def _same_hosts(known: Any, returned: Any) -> bool:
    return {host.lower() for host in known} == {host.lower() for host in returned}


_SERVER = String(
    required=True,
    replace=True,
    pattern=r"https://.+",
    doc="The URL of the MCP server that accepts the credential, beginning with `https://`.",
)

_CLIENT_SECRET = {"client_secret": _secret("The secret of the client.")}
_CLIENTS: Kinds = {
    "none": {},
    "client_secret_basic": _CLIENT_SECRET,
    "client_secret_post": _CLIENT_SECRET,
}

_REFRESH = Object(
    {
        "client_id": String(
            required=True, replace=True, doc="The id of the OAuth client that requests tokens."
        ),
        "token_endpoint": String(
            required=True,
            replace=True,
            pattern=r"https://.+",
            doc="The URL of the OAuth token endpoint, beginning with `https://`.",
        ),
        "token_endpoint_auth": of_kinds(
            _CLIENTS,
            "The method of authentication",
            fixed=True,
            required=True,
            doc="The client's authentication to the token endpoint.",
        ),
        "refresh_token": _secret("The refresh token, with which OpenAI requests access tokens."),
        "resource": String(
            optional=True,
            replace=True,
            doc="The URI of the resource in the requests for tokens, if the endpoint needs it.",
        ),
        "scope": String(
            optional=True, doc="The scopes in the requests for tokens, separated by spaces."
        ),
    },
    optional=True,
    doc="The refresh of the access token: OpenAI requests a new one when it has expired. Defaults to no refresh.",
)

_NETWORKING: Kinds = {
    "unrestricted": {},
    "limited": {
        "allowed_hosts": SetOf(
            String(pattern=r"[A-Za-z0-9.-]+"),
            required=True,
            min_items=1,
            max_items=16,
            equivalent=_same_hosts,
            doc="The hosts that may receive the secret: 1 to 16 names or IPv4 addresses, without scheme, port or path. Upper and "
            "lower case are the same.",
        )
    },
}

_METHODS: Kinds = {
    "static_bearer": {
        "mcp_server_url": _SERVER,
        "token": _secret("The bearer token for the MCP server."),
    },
    "mcp_oauth": {
        "mcp_server_url": _SERVER,
        "access_token": _secret("The OAuth access token for the MCP server."),
        "expires_at": String(
            optional=True,
            unread=True,
            doc="When `access_token` expires, as an RFC 3339 time such as `2027-01-01T00:00:00Z`. If you do not set this, the expiry is "
            "not known. After OpenAI has refreshed the token, `access_token_expires_at` has the current expiry.",
        ),
        "refresh": _REFRESH,
    },
    "environment_variable": {
        "secret_name": String(
            required=True,
            replace=True,
            pattern=r"[A-Za-z_][A-Za-z0-9_]*",
            check=secret_name_fault,
            doc="The name of the environment variable, such as `SERVICE_API_KEY`. Code in the environment reads a placeholder from it, not "
            "the secret.",
        ),
        "secret_value": _secret(
            "The secret, which replaces the placeholder in requests that leave the environment.",
            check=one_line_fault,
        ),
        "networking": of_kinds(
            _NETWORKING,
            "The restriction of the hosts that may receive the secret",
            required=True,
            replace=True,
            doc="The hosts for which the secret replaces the placeholder. The network access of the environment is set separately.",
        ),
    },
}

AUTH = of_kinds(
    _METHODS,
    "The method of authentication",
    fixed=True,
    required=True,
    doc="The method of authentication, and its secrets.",
)
"""The ``auth`` attribute of a credential."""


def rotated(auth: Mapping[str, Any]) -> Json:
    """Return the body that sends the secrets of an ``auth`` again, with all members that can change in place."""
    sent = {"type": auth["type"], **_changeable(AUTH, auth)}
    refresh = auth.get("refresh")
    if refresh is not None:
        sent["refresh"] = _changeable(_REFRESH, refresh)
        client = refresh["token_endpoint_auth"]
        if client.get("client_secret") is not None:
            sent["refresh"]["token_endpoint_auth"] = {
                name: client[name] for name in ("type", "client_secret")
            }
    return sent


def edited(prior: Mapping[str, Any], planned: Mapping[str, Any]) -> Json | None:
    """Return the body that changes the members of an ``auth`` that are not secret, or None if none of them changes."""
    sent: Json = {}
    if prior["expires_at"] != planned["expires_at"]:
        sent["expires_at"] = planned["expires_at"]
    before, after = (one["refresh"] or {} for one in (prior, planned))
    if before.get("scope") != after.get("scope"):
        sent["refresh"] = {"scope": after.get("scope")}
    return {"type": planned["type"], **sent} if sent else None


def _changeable(of: Object, values: Mapping[str, Any]) -> Json:
    return create_body(
        {
            name: one
            for name, one in of.attributes.items()
            if not one.replace and not isinstance(one, Object)
        },
        values,
    )
