"""``openai_admin_api_key`` (ephemeral): a key of the organization's administration for one run."""

from __future__ import annotations

from provider_shim.areas.api_keys import (
    EXPIRES_AT,
    IN_PASSING,
    KeyInPassing,
    expires_in_seconds,
    key_id,
)
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.resources import admin_api_key as managed
from provider_shim.schema import Schema, String


class AdminApiKey(KeyInPassing):
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
    endpoint = managed.AdminApiKey.endpoint
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
                "At most 31536000 (a year). Left out, it does not expire.", maximum=managed.A_YEAR
            ),
            **IN_PASSING,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
