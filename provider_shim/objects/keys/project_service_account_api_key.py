"""``openai_project_service_account_api_key``: an API key of a service account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.keys.api_keys import (
    EPHEMERAL_KEY,
    EXPIRES_AT,
    REDACTED_VALUE,
    SCOPES,
    EphemeralKey,
    expires_in_seconds,
    key_id,
)
from provider_shim.objects.keys.project_keys import KEYS, ProjectKey
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.shown_once import ShownOnce, rotate_when, shown_once
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Schema, String


def _with_owner(answer: Mapping[str, Any]) -> Json:
    """Return a key with the id of its service account, which the API returns within `owner`."""
    owner = answer.get("owner")
    account = owner.get("service_account") if isinstance(owner, Mapping) else None
    reported = account.get("id") if isinstance(account, Mapping) else None
    return {**answer, "service_account_id": reported} if reported else dict(answer)


class ProjectServiceAccountApiKey(ShownOnce, ProjectKey):
    """An API key of a service account, with which a program uses the API in a project.

    Scopes and expiry change in place. A change of `rotate_when` replaces the key. Destroying the resource revokes the key.

    ~> The API shows the key only once, when it creates the key. The state does not contain the key. To pass the key to a secret
    store, use the ephemeral resource of the same name in the same run, with the `id` of this resource as its `key_id`. If you
    have no secret store, use `encrypt_to`. With `store_secret_in_state = true`, the state contains the key, and everybody who
    can read the state can read the key.
    """

    type_name = "openai_project_service_account_api_key"
    endpoint = Rest(
        "/organization/projects/{project_id}/service_accounts/{service_account_id}/api_keys",
        item=f"{KEYS}/{{id}}",
        auth="admin",
        reshape=_with_owner,
    )
    read_after_create = True
    schema = Schema(
        {
            "id": identity("key").but(also=("api_key_id",)),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "service_account_id": String(
                required=True, replace=True, doc="The id of the service account."
            ),
            "name": String(
                optional=True,
                computed=True,
                replace=True,
                doc="The name of the key. Defaults to a name that the API chooses.",
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Defaults to no expiry, unless the organization requires one. After a change, the time begins when the change is applied."
            ),
            "rotate_when": rotate_when("key"),
            **shown_once("value", "The key."),
            "redacted_value": REDACTED_VALUE,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )


class EphemeralProjectServiceAccountApiKey(EphemeralKey):
    """An API key of a service account that is stored neither in the plan nor in the state.

    There are two ways to use this resource. Both need Terraform 1.10 or later.

    * **A permanent key, for a secret store.** The managed resource of the same name creates the key. Set `key_id` to its `id`, and
      use `value` in a write-only argument (Terraform 1.11 or later) of the secret store. `value` has the key only in the run that
      creates the key. Set the secret store's `secrets_version` or `…_wo_version` to `secret_version` of the managed resource: the
      key is then written only when it is created or rotated.
    * **A key for one run.** Do not set `key_id`. Terraform creates a key at each plan and each apply, and the provider revokes it
      at the end of the run. You can use `value` in provider configurations.

    ~> If the secret store fails in the run that creates the key, the key is lost, and `value` is only a placeholder in later runs.
    To create a new key and pass it to the secret store, run
    `terraform apply -replace=openai_project_service_account_api_key.key`. A plan that would send the placeholder to a resource of
    this provider is an error. A resource of another provider cannot recognize the placeholder and would store it. To make this an
    error, too, add an `openai_secret_delivery`. All these resources must have the same provider configuration.
    """

    type_name = "openai_project_service_account_api_key"
    endpoint = ProjectServiceAccountApiKey.endpoint
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
                doc="The id of the project.",
            ),
            "service_account_id": String(
                optional=True,
                required_with=("project_id",),
                doc="The id of the service account. Required if `key_id` is not set.",
            ),
            "name": String(
                optional=True,
                computed=True,
                doc="The name of the key. Defaults to a name that the API chooses.",
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Defaults to no expiry, unless the organization requires one."
            ),
            **EPHEMERAL_KEY,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
