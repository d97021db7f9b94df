"""``openai_admin_api_key``: an admin API key of the organization."""

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
_CLOCK_DIFFERENCE = 300
"""The maximum difference between this machine's clock and the API's clock, in seconds."""


def _same_moment(known: Any, returned: Any) -> bool:
    return bool(abs(known - returned) <= _CLOCK_DIFFERENCE)


def _in_seconds(body: Json) -> Json:
    """Return a body with `expires_in_seconds` in place of `expires_at`, which the API does not accept.

    Raises:
        ProviderError: `expires_at` is not in the future, or more than a year from now.
    """
    if "expires_at" not in body:
        return body
    moment = body["expires_at"]
    seconds = moment - int(time.time())
    if not 0 < seconds <= A_YEAR:
        raise ProviderError(
            "Invalid expiry",
            f"`expires_at` is {moment}. It must be at least 1 second and at most a year (31536000 seconds) after the key is created.",
            ("expires_at",),
        )
    rest = {name: value for name, value in body.items() if name != "expires_at"}
    return {**rest, "expires_in_seconds": seconds}


class AdminApiKey(ShownOnce):
    """An admin API key, for the administration of the organization: its projects, users, keys and limits.

    The API cannot change a key: a change of an argument, or of `rotate_when`, replaces it. Destroying the resource revokes the
    key.

    ~> The API shows the key only once, when it creates the key. The state does not contain the key. To pass the key to a secret
    store, use the ephemeral resource of the same name in the same run, with the `id` of this resource as its `key_id`. If you
    have no secret store, use `encrypt_to`. With `store_secret_in_state = true`, the state contains the key, and everybody who
    can read the state can read the key.
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
                "At most 31536000 (a year). Defaults to no expiry.",
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
                doc="When the key expires, in seconds since 1970, in place of `expires_in_seconds`. Null if the key does not expire.",
                answer_doc="When the key expires, in seconds since 1970. Null if the key does not expire.",
            ),
            "scopes": SetOf(
                String(),
                optional=True,
                local=True,
                deprecated="The API has no scopes for admin keys. Remove this argument.",
                doc="This argument has no effect. Other providers have it, but the API does not.",
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
    """An admin API key of the organization, found by its id or its name. The key itself is not returned."""

    type_name = "openai_admin_api_key"
    endpoint = AdminApiKey.endpoint
    by = "name"
    schema = lookup_schema(
        AdminApiKey, by, not_returned=("expires_in_seconds",), also=("api_key_id",)
    )


class DataAdminApiKeys(ListAll):
    """The admin API keys of the organization. The keys themselves are not returned."""

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
    """An admin API key that is stored neither in the plan nor in the state.

    There are two ways to use this resource. Both need Terraform 1.10 or later.

    * **A permanent key, for a secret store.** The managed resource of the same name creates the key. Set `key_id` to its `id`, and
      use `value` in a write-only argument (Terraform 1.11 or later) of the secret store. `value` has the key only in the run that
      creates the key. Set the secret store's `secrets_version` or `…_wo_version` to `secret_version` of the managed resource: the
      key is then written only when it is created or rotated.
    * **A key for one run.** Do not set `key_id`. Terraform creates a key at each plan and each apply, and the provider revokes it
      at the end of the run. You can use `value` in provider configurations.

    ~> If the secret store fails in the run that creates the key, the key is lost, and `value` is only a placeholder in later runs.
    To create a new key and pass it to the secret store, run `terraform apply -replace=openai_admin_api_key.audits`. A plan that
    would send the placeholder to a resource of this provider is an error. A resource of another provider cannot recognize the
    placeholder and would store it. To make this an error, too, add an `openai_secret_delivery`. All these resources must have the
    same provider configuration.
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
                doc="The name of the key.",
            ),
            "expires_in_seconds": expires_in_seconds(
                "At most 31536000 (a year). Defaults to no expiry.", maximum=A_YEAR
            ),
            **EPHEMERAL_KEY,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
