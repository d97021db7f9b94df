"""``openai_project_service_account_api_key``: a key of a service account."""

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
    """Return a key with the id of its service account, which the API tells within the owner."""
    owner = answer.get("owner")
    account = owner.get("service_account") if isinstance(owner, Mapping) else None
    reported = account.get("id") if isinstance(account, Mapping) else None
    return {**answer, "service_account_id": reported} if reported else dict(answer)


class ProjectServiceAccountApiKey(ShownOnce, ProjectKey):
    """A key with which a program acts as a service account of a project.

    Scopes and expiry change in place; `rotate_when` gives a new key. Destroying it revokes it.

    ~> The API shows the key once, when it makes it, and the state does not hold it. In the run that makes the key, the ephemeral
    resource of the same name hands it on to a secret store, given the `id` of this resource as its `key_id`. Without a secret
    store, use `encrypt_to`. `store_secret_in_state = true` keeps the key in the state, readable by everybody who can read that.
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
                doc="The name of the key. Left out, the API chooses one.",
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Left out, it does not expire, unless the organization demands it. A change counts from when it is applied."
            ),
            "rotate_when": rotate_when("key"),
            **shown_once("value", "The key."),
            "redacted_value": REDACTED_VALUE,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )


class EphemeralProjectServiceAccountApiKey(EphemeralKey):
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
            **EPHEMERAL_KEY,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
        }
    )
