"""``openai_admin_api_key``: a key of the organization's administration."""

from __future__ import annotations

import time
from typing import Any

from provider_shim.objects.keys.api_keys import (
    EPHEMERAL_KEY,
    EXPIRES_AT,
    LAST_USED_AT,
    REDACTED_VALUE,
    EphemeralKey,
    expires_in_seconds,
    key_id,
    owner,
    who,
)
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.shown_once import ShownOnce, rotate_when, shown_once
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, Schema, SetOf, String

A_YEAR = 31_536_000
_CLOCKS = 300
"""Seconds by which this machine's clock and the API's may differ."""


def _same_moment(known: Any, returned: Any) -> bool:
    return bool(abs(known - returned) <= _CLOCKS)


def _in_seconds(body: Json) -> Json:
    """Return a body with the seconds from now in the place of a moment: the API knows nothing else.

    Raises:
        ProviderError: the key would have expired already.
    """
    if "expires_at" not in body:
        return body
    moment = body["expires_at"]
    seconds = moment - int(time.time())
    if not 0 < seconds <= A_YEAR:
        raise ProviderError(
            "Invalid expiry",
            f"`expires_at` is {moment}, but a key expires at least a second and at most a year (31536000 seconds) from when it is made.",
            ("expires_at",),
        )
    rest = {name: value for name, value in body.items() if name != "expires_at"}
    return {**rest, "expires_in_seconds": seconds}


class AdminApiKey(ShownOnce):
    """A key for the administration of the organization: projects, users, keys, limits.

    A key cannot be changed: a change of an argument, or of `rotate_when`, gives another one. Destroying it revokes it.

    ~> The API shows the key once, when it makes it, and the state does not hold it. In the run that makes the key, the ephemeral
    resource of the same name hands it on to a secret store, given the `id` of this resource as its `key_id`. Without a secret
    store, use `encrypt_to`. `store_secret_in_state = true` keeps the key in the state, readable by everybody who can read that.
    """

    type_name = "openai_admin_api_key"
    endpoint = Rest(
        "/organization/admin_api_keys", update=None, auth="admin", page=100, outgoing=_in_seconds
    )
    schema = Schema(
        {
            "id": identity("key"),
            "name": String(required=True, replace=True, doc="The name of the key."),
            "expires_in_seconds": expires_in_seconds(
                "At most 31536000 (a year). Left out, it does not expire.",
                replace=True,
                maximum=A_YEAR,
                conflicts_with=("expires_at",),
            ),
            "expires_at": Integer(
                optional=True,
                computed=True,
                replace=True,
                equivalent=_same_moment,
                conflicts_with=("expires_in_seconds",),
                doc="When the key expires, in seconds since 1970, instead of `expires_in_seconds`. Null if it does not.",
            ),
            "scopes": SetOf(
                String(),
                optional=True,
                local=True,
                deprecated="The API knows no scopes of admin keys: what is given here has no effect.",
                doc="Without effect: other providers have it, and the API does not.",
            ),
            "rotate_when": rotate_when("key"),
            **shown_once("value", "The key.", also=("api_key", "api_key_value")),
            "redacted_value": REDACTED_VALUE,
            "created_at": created_at("key"),
            "last_used_at": LAST_USED_AT,
            "owner": owner(**who()),
        }
    )


class DataAdminApiKey(Lookup):
    """A key of the organization's administration, by its id or its name. Never the key itself."""

    type_name = "openai_admin_api_key"
    endpoint = AdminApiKey.endpoint
    by = "name"
    schema = lookup_schema(
        AdminApiKey, by, not_returned=("expires_in_seconds",), also=("api_key_id",)
    )


class DataAdminApiKeys(ListAll):
    """The keys of the organization's administration. Never the keys themselves."""

    type_name = "openai_admin_api_keys"
    endpoint = AdminApiKey.endpoint
    items = "api_keys"
    schema = list_all_schema(
        AdminApiKey,
        items,
        {"order": order(), **cursors("a key")},
        not_returned=("expires_in_seconds",),
        grows=True,
    )


class EphemeralAdminApiKey(EphemeralKey):
    """A key for the administration of the organization that is stored neither in the plan nor in the state.

    There are two ways to use it. Both need Terraform 1.10 or later.

    * **One key that stays, for a secret store.** The managed resource of the same name makes the key; with its `id` as `key_id`,
      this one hands the value on to a write-only argument (Terraform 1.11) in the run that makes the key. The state holds nothing of it. Give
      `secret_version` of the managed resource to whatever takes the key, as its `secrets_version` or `…_wo_version`: then the
      key is written when it is made or rotated, and at no other time.
    * **A key for one run**, without `key_id`: made whenever Terraform opens it, at plan and at apply, and revoked at the end of
      the run. Its value can go to provider configurations.

    ~> If what takes the key fails in the run that makes the key, the value is lost. Make a new key then, which is handed on in the
    same run: `terraform apply -replace=openai_admin_api_key.audits`. Without that, the next run has only a placeholder. A plan that would send it to a
    resource of this provider is an error that says so. A resource of another provider does not know the placeholder, and would
    store it: `openai_secret_delivery` makes that an error, too. All must have the same provider configuration.
    """

    type_name = "openai_admin_api_key"
    endpoint = AdminApiKey.endpoint
    schema = Schema(
        {
            "id": identity("key"),
            "key_id": key_id(
                "openai_admin_api_key", "name", "expires_in_seconds", "revoke_on_close"
            ),
            "name": String(
                optional=True,
                exactly_one_of=("key_id", "name"),
                doc="The name of the key. Needed without `key_id`.",
            ),
            "expires_in_seconds": expires_in_seconds(
                "At most 31536000 (a year). Left out, it does not expire.", maximum=A_YEAR
            ),
            **EPHEMERAL_KEY,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
