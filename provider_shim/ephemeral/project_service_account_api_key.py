"""``openai_project_service_account_api_key`` (ephemeral): a key of a service account for one run."""

from __future__ import annotations

from provider_shim.areas.api_keys import (
    EXPIRES_AT,
    REVOKE_ON_CLOSE,
    SCOPES,
    KeyInPassing,
    expires_in_seconds,
)
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.resources import project_service_account_api_key as managed
from provider_shim.schema import Schema, String


class ProjectServiceAccountApiKey(KeyInPassing):
    """A key with which a program acts as a service account, stored neither in the plan nor in the state.

    It is made whenever Terraform opens it, at plan and at apply, and revoked at the end of the run unless `revoke_on_close` is
    `false`. Its value can go to write-only arguments, such as those of a vault, and to provider configurations. Needs Terraform
    1.10 or later.
    """

    type_name = "openai_project_service_account_api_key"
    endpoint = managed.ProjectServiceAccountApiKey.endpoint
    schema = Schema(
        {
            "id": identity("key"),
            "project_id": String(required=True, doc="The id of the project."),
            "service_account_id": String(required=True, doc="The id of the service account."),
            "name": String(
                optional=True,
                computed=True,
                doc="The name of the key. Left out, the API chooses one.",
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Left out, it does not expire, unless the organization demands it."
            ),
            "revoke_on_close": REVOKE_ON_CLOSE,
            "value": String(computed=True, sensitive=True, doc="The key."),
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
