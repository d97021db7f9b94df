"""``openai_project_service_account``: a service account of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.shown_once import VERSION, ShownOnce, encrypted_name, shown_once
from provider_shim.vocabulary.diagnostics import Diagnostic, error
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, Integer, Schema, String

_ALONE = "create_service_account_only"


class ProjectServiceAccount(ShownOnce):
    """A service account of a project: a member for a program. Its keys remain valid when people leave the project.

    By default, the service account is created without a role and without a key. To assign a role, set `role` or use role
    assignments. To create keys that can be rotated, use `openai_project_service_account_api_key`.

    ~> With `create_service_account_only = false`, the API also creates a first key, and shows the key only once. The state does not
    contain the key. To pass the key to a secret store, use the ephemeral `openai_project_service_account_api_key` in the same run,
    with `api_key_id` of this resource as its `key_id`. With `store_secret_in_state = true`, the state contains the key, and
    everybody who can read the state can read the key.
    """

    type_name = "openai_project_service_account"
    shown = "api_key"
    endpoint = Rest("/organization/projects/{project_id}/service_accounts", auth="admin", page=100)
    schema = Schema(
        {
            "id": identity("service account").but(also=("service_account_id",)),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "name": String(required=True, min_length=1, doc="The name of the service account."),
            "role": String(
                optional=True,
                computed=True,
                enum=("member", "owner"),
                doc="The role in the project: `member` or `owner`. If you do not set this, the service account has no role (`none`), or the "
                "role `member` if it is created with a key.",
            ),
            _ALONE: Bool(
                optional=True,
                unread=True,
                replace=True,
                doc="Whether to create the service account without a key and a role. Defaults to `true`. The API creates a first key only "
                "together with the service account, so a change to `false` replaces the service account.",
            ),
            "expires_in_seconds": Integer(
                optional=True,
                unread=True,
                replace=True,
                minimum=1,
                doc="The time until the first key expires, in seconds. It can only be set with `create_service_account_only = false`. "
                "Defaults to no expiry, unless the organization requires one.",
            ),
            **shown_once("api_key", "The first key.", also=("api_key_value",)),
            "api_key_id": String(
                computed=True,
                local=True,
                doc="The id of the first key. Null if the service account was created without a key.",
            ),
            "created_at": created_at("service account"),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that `expires_in_seconds` is only set if a first key is created."""
        alone = config.get(_ALONE)
        if config.get("expires_in_seconds") is None or alone is False or not _is_known(alone):
            return []
        return [
            error(
                "Conflicting arguments",
                "`expires_in_seconds` is the expiry of the first key, which is only created with "
                f"`{_ALONE} = false`. Remove it, or set `{_ALONE}` to false.",
                ("expires_in_seconds",),
            )
        ]

    def modify_plan(self, draft: Draft) -> None:
        """Plan null for the key if no key is created, and replace only if a first key is wanted now."""
        super().modify_plan(draft)
        wanted = draft.planned[_ALONE]
        if draft.prior is None:
            if wanted is None or wanted is True:
                of_the_key = (self.shown, encrypted_name(self.shown), VERSION, "api_key_id")
                draft.planned.update(dict.fromkeys(of_the_key))
        elif wanted is not False:
            draft.replace[:] = [path for path in draft.replace if path != (_ALONE,)]

    def secret_id(self, values: Mapping[str, Any]) -> str | None:
        """Return the id of the first key."""
        return super().secret_id({"id": values.get("api_key_id")})

    def owner(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Return the type and the id of the first key: the same type as for later keys."""
        return f"{self.type_name}_api_key", str(values["api_key_id"])

    def create(self, call: Call, planned: Values) -> Values:
        """Create the service account, then set its role, which the API accepts only in an update."""
        alone = planned[_ALONE] is not False
        body = {"name": planned["name"], _ALONE: alone}
        if not alone and planned["expires_in_seconds"] is not None:
            body["expires_in_seconds"] = planned["expires_in_seconds"]
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            planned,
            "create the service account",
            method="POST",
            body=body,
            repeatable=False,
        ).body
        call.save(self.initial_state(answer, planned))
        shown = answer.get("api_key")
        key: Mapping[str, Any] = shown if isinstance(shown, Mapping) else {}
        made = {
            **self.state(answer, planned),
            "role": answer.get("role"),
            "api_key_id": key.get("id"),
        }
        made = self.taken(call, made, key.get("value"))
        call.save(made)
        if isinstance(planned["role"], str) and planned["role"] != made["role"]:
            return self.update(call, made, {**made, "role": planned["role"]})
        return made


def _is_known(value: Any) -> bool:
    return value is None or isinstance(value, bool)


class DataProjectServiceAccount(Lookup):
    """A service account of a project, found by its id or its name."""

    type_name = "openai_project_service_account"
    endpoint = ProjectServiceAccount.endpoint
    by = "name"
    schema = lookup_schema(
        ProjectServiceAccount,
        by,
        not_returned=("create_service_account_only", "expires_in_seconds"),
    )


class DataProjectServiceAccounts(ListAll):
    """The service accounts of a project."""

    type_name = "openai_project_service_accounts"
    endpoint = ProjectServiceAccount.endpoint
    items = "service_accounts"
    schema = list_all_schema(
        ProjectServiceAccount,
        items,
        not_returned=("create_service_account_only", "expires_in_seconds"),
    )
