"""Vaults and their credentials. The API never returns the secrets. The sandbox does not store them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid

COLLECTION = "/vaults"
_CREDENTIALS = f"{COLLECTION}/{{vault_id}}/credentials"
_SECRETS = frozenset({"access_token", "client_secret", "refresh_token", "secret_value", "token"})
_MAX_NAME_BYTES = 256
_NO_REFRESH = "This credential has no refresh configuration: create another one."


def create_vault(call: Call) -> Answer:
    """Create a vault."""
    known = {"metadata": call.body.get("metadata") or {}, "name": _trimmed(call.body.get("name"))}
    return Answer(body=crud.create(call, known).wire)


def update_vault(call: Call) -> Answer:
    """Update a vault."""
    record = crud.load(call)
    crud.change(call, record, _with_trimmed_name(call.body))
    return Answer(body=record.wire)


def delete_vault(call: Call) -> Answer:
    """Delete a vault and its credentials."""
    answer = crud.delete_item(call)
    credentials = f"{call.path}/credentials"
    for one in list(call.store.all(credentials)):
        call.store.delete(credentials, one.id)
    return answer


def list_active(call: Call) -> Answer:
    """List vaults or credentials. All of them are active, since the sandbox never archives them."""
    crud.require_parents(call)
    wanted = call.query.get("status", "active")
    query = {name: value for name, value in call.query.items() if name != "status"}
    return crud.list_items(
        dataclasses.replace(call, query=query),
        lambda _one: "active" in ([wanted] if isinstance(wanted, str) else wanted),
    )


def create_credential(call: Call) -> Answer:
    """Create a credential."""
    crud.require_parents(call)
    auth = _public(call.body["auth"])
    _check(call.body["auth"])
    if isinstance(auth.get("networking"), dict) and "allowed_hosts" in auth["networking"]:
        hosts = [host.lower() for host in auth["networking"]["allowed_hosts"]]
        auth["networking"] = {"type": "limited", "allowed_hosts": list(dict.fromkeys(hosts))}
    known = {
        "auth": auth,
        "metadata": call.body.get("metadata", {}),
        "name": _trimmed(call.body["name"]),
    }
    return Answer(body=crud.create(dataclasses.replace(call, body={}), known).wire)


def update_credential(call: Call) -> Answer:
    """Update the metadata of a credential, or rotate its secrets. The authentication type cannot change."""
    crud.require_parents(call)
    record = crud.load(call)
    changes: dict[str, Any] = {"updated_at": call.now}
    if "metadata" in call.body:
        changes["metadata"] = call.body["metadata"]
    if "auth" in call.body:
        changes["auth"] = _rotated(record.wire["auth"], call.body["auth"])
    crud.change(call, record, changes)
    return Answer(body=record.wire)


def _rotated(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    if given["type"] != known["type"]:
        raise invalid(
            f"The authentication type is '{known['type']}' and cannot be changed.", "auth.type"
        )
    _check(given)
    rotated = dict(known)
    if "expires_at" in given:
        rotated["expires_at"] = given["expires_at"]
    elif given.get("access_token") is not None:
        rotated["expires_at"] = None
    if (refresh := given.get("refresh")) is not None:
        if known.get("refresh") is None:
            raise invalid(_NO_REFRESH, "auth.refresh")
        way = (refresh.get("token_endpoint_auth") or {}).get("type")
        if way not in {None, known["refresh"]["token_endpoint_auth"]["type"]}:
            raise invalid(
                "The way to authenticate at the token endpoint cannot be changed.",
                "auth.refresh.token_endpoint_auth.type",
            )
        if "scope" in refresh:
            rotated["refresh"] = {**known["refresh"], "scope": refresh["scope"]}
    return rotated


def _check(auth: Mapping[str, Any]) -> None:
    """Check the fields of a credential.

    Raises:
        ApiError: 400 about the wrong field. The message contains no secret.
    """
    if not str(auth.get("mcp_server_url", "https://")).startswith("https://"):
        raise invalid("The MCP server must be reached by HTTPS.", "auth.mcp_server_url")
    if re.search(r"[\r\n\0]", auth.get("secret_value", "")):
        raise invalid("The secret must be one line.", "auth.secret_value")
    name = auth.get("secret_name", "A")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) or name.startswith("CODEX_"):
        raise invalid(f"'{name}' cannot be the name of the variable.", "auth.secret_name")


def _public(auth: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _public(value) if isinstance(value, Mapping) else value
        for name, value in auth.items()
        if name not in _SECRETS
    }


def _with_trimmed_name(body: Mapping[str, Any]) -> dict[str, Any]:
    return {**body, "name": _trimmed(body["name"])} if "name" in body else dict(body)


def _trimmed(name: str | None) -> str | None:
    if name is None:
        return None
    trimmed = name.strip()
    if not 1 <= len(trimmed.encode()) <= _MAX_NAME_BYTES:
        raise _wrong_name()
    return trimmed


def _wrong_name() -> ApiError:
    return invalid(f"The name must have 1 to {_MAX_NAME_BYTES} bytes.", "name")


HANDLERS = {
    f"POST {COLLECTION}": create_vault,
    f"GET {COLLECTION}": list_active,
    f"POST {COLLECTION}/{{vault_id}}": update_vault,
    f"DELETE {COLLECTION}/{{vault_id}}": delete_vault,
    f"POST {_CREDENTIALS}": create_credential,
    f"GET {_CREDENTIALS}": list_active,
    f"POST {_CREDENTIALS}/{{credential_id}}": update_credential,
}
