"""``openai_project_service_account_api_key`` (ephemeral): a key of a service account for one run."""

from __future__ import annotations

from provider_shim.areas.api_keys import (
    EXPIRES_AT,
    IN_PASSING,
    SCOPES,
    KeyInPassing,
    expires_in_seconds,
    key_id,
)
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.resources import project_service_account_api_key as managed
from provider_shim.schema import Schema, String


class ProjectServiceAccountApiKey(KeyInPassing):
    """A key with which a program acts as a service account, stored neither in the plan nor in the state.

    There are two ways to use it. Both need Terraform 1.10 or later.

    * **One key that stays, for a secret store.** The managed resource of the same name makes the key; with its `id` as `key_id`,
      this one hands the value on to a write-only argument (Terraform 1.11) in the run that makes the key. The state holds nothing of it. Give
      `secret_version` of the managed resource to whatever takes the key, as its `secrets_version` or `…_wo_version`: then the
      key is written when it is made or rotated, and at no other time.
    * **A key for one run**, without `key_id`: made whenever Terraform opens it, at plan and at apply, and revoked at the end of
      the run. Its value can go to provider configurations.

    ~> If what takes the key fails in the run that makes the key, the value is lost. Make a new key then, which is handed on in the
    same run: `terraform apply -replace=openai_project_service_account_api_key.key`. Without that, the next run has only a placeholder. A plan that would send it to a
    resource of this provider is an error that says so. A resource of another provider does not know the placeholder, and would
    store it: `openai_secret_delivery` makes that an error, too. All must have the same provider configuration.
    """

    type_name = "openai_project_service_account_api_key"
    endpoint = managed.ProjectServiceAccountApiKey.endpoint
    schema = Schema(
        {
            "id": identity("key"),
            "key_id": key_id(
                "openai_project_service_account_api_key",
                "project_id",
                "service_account_id",
                "name",
                "scopes",
                "expires_in_seconds",
                "revoke_on_close",
            ),
            "project_id": String(
                optional=True,
                exactly_one_of=("key_id", "project_id"),
                required_with=("service_account_id",),
                doc="The id of the project. Needed without `key_id`.",
            ),
            "service_account_id": String(
                optional=True,
                required_with=("project_id",),
                doc="The id of the service account. Needed without `key_id`.",
            ),
            "name": String(
                optional=True,
                computed=True,
                doc="The name of the key. Left out, the API chooses one.",
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Left out, it does not expire, unless the organization demands it."
            ),
            **IN_PASSING,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
