"""``openai_admin_api_key`` (ephemeral): a key of the organization's administration for one run."""

from __future__ import annotations

from provider_shim.areas.api_keys import (
    EXPIRES_AT,
    REVOKE_ON_CLOSE,
    KeyInPassing,
    expires_in_seconds,
)
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.resources import admin_api_key as managed
from provider_shim.schema import Schema, String


class AdminApiKey(KeyInPassing):
    """A key for the administration of the organization that is stored neither in the plan nor in the state.

    It is made whenever Terraform opens it, at plan and at apply, and revoked at the end of the run unless `revoke_on_close` is
    `false`. Its value can go to write-only arguments, such as those of a vault, and to provider configurations. Needs Terraform
    1.10 or later.
    """

    type_name = "openai_admin_api_key"
    endpoint = managed.AdminApiKey.endpoint
    schema = Schema(
        {
            "id": identity("key"),
            "name": String(required=True, doc="The name of the key."),
            "expires_in_seconds": expires_in_seconds(
                "At most 31536000 (a year). Left out, it does not expire.", maximum=managed.A_YEAR
            ),
            "revoke_on_close": REVOKE_ON_CLOSE,
            "value": String(computed=True, sensitive=True, doc="The key."),
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
