"""How agents get at secrets: names of vaults and credentials, and the ways to authenticate. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import metadata_filter, order
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.rules.texts import LONGEST_NAME, name_fault, one_line_fault, secret_name_fault
from provider_shim.vocabulary.rest import Json, create_body
from provider_shim.vocabulary.schema import Attribute, Object, SetOf, String


def name(of: str, **flags: Any) -> String:
    """Return the ``name`` attribute; the API takes away what is blank around it."""
    return String(
        check=name_fault,
        equivalent=lambda known, returned: known.strip() == returned.strip(),
        doc=f"The name of the {of}, of at most {LONGEST_NAME} bytes. Names need not be unique.",
        **flags,
    )


def filters(of: str) -> dict[str, Attribute]:
    """Return what lists of them can be filtered by."""
    return {
        "order": order(),
        "metadata": metadata_filter(of, "A change of metadata may take a while to be found."),
        "status": SetOf(
            String(enum=("active", "archived")),
            optional=True,
            min_items=1,
            doc=f"Only {of} in one of these states: `active`, `archived`. Defaults to both.",
        ),
    }


# --- ways to authenticate ---------------------------------------------------------------------------------------


def _secret(doc: str, **flags: Any) -> String:
    return String(required=True, sensitive=True, write_only=True, min_length=1, doc=doc, **flags)


def _same_hosts(known: Any, returned: Any) -> bool:
    return {host.lower() for host in known} == {host.lower() for host in returned}


_SERVER = String(
    required=True,
    replace=True,
    pattern=r"https://.+",
    doc="The URL of the MCP server that the credential is for, beginning with `https://`.",
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
            required=True, replace=True, doc="The id of the client that asks for tokens."
        ),
        "token_endpoint": String(
            required=True,
            replace=True,
            pattern=r"https://.+",
            doc="Where to ask for tokens: a URL that begins with `https://`.",
        ),
        "token_endpoint_auth": of_kinds(
            _CLIENTS,
            "The way in which the client shows who it is",
            fixed=True,
            required=True,
            doc="How the client shows who it is.",
        ),
        "refresh_token": _secret("The token with which others are asked for."),
        "resource": String(
            optional=True, replace=True, doc="The URI of the resource to ask for, if one is needed."
        ),
        "scope": String(optional=True, doc="The scopes to ask for, with blanks between."),
    },
    optional=True,
    doc="How OpenAI gets another access token when one has expired. Left out, it does not.",
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
            doc="The hosts that may be shown the secret: 1 to 16 names or IPv4 addresses, without scheme, port or path. The "
            "case of letters does not matter.",
        )
    },
}

_WAYS: Kinds = {
    "static_bearer": {
        "mcp_server_url": _SERVER,
        "token": _secret("The token that the MCP server is shown."),
    },
    "mcp_oauth": {
        "mcp_server_url": _SERVER,
        "access_token": _secret("The access token that the MCP server is shown."),
        "expires_at": String(
            optional=True,
            unread=True,
            doc="When the access token expires, as an RFC 3339 time such as `2027-01-01T00:00:00Z`. Left out, that is not "
            "known. It belongs to the token given here: when OpenAI has refreshed it, `access_token_expires_at` tells.",
        ),
        "refresh": _REFRESH,
    },
    "environment_variable": {
        "secret_name": String(
            required=True,
            replace=True,
            pattern=r"[A-Za-z_][A-Za-z0-9_]*",
            check=secret_name_fault,
            doc="The name of the variable in the environment, such as `SERVICE_API_KEY`. Code there sees a placeholder.",
        ),
        "secret_value": _secret(
            "The secret that takes the placeholder's place on its way out.", check=one_line_fault
        ),
        "networking": of_kinds(
            _NETWORKING,
            "The reach of the secret",
            required=True,
            replace=True,
            doc="Where the secret may take the placeholder's place. What the environment may reach is another matter.",
        ),
    },
}

AUTH = of_kinds(
    _WAYS,
    "The way to authenticate",
    fixed=True,
    required=True,
    doc="How to authenticate, and the secrets for it.",
)
"""The ``auth`` attribute of a credential."""


def rotated(auth: Mapping[str, Any]) -> Json:
    """Return what sends the secrets of an ``auth`` again: all that may change in place."""
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
    """Return what changes the rest of an ``auth`` in place, without any secret; None if nothing does."""
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
