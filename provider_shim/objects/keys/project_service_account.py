"""``openai_project_service_account``: who a program is in a project."""

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
    """Who a program is in a project: a member that is no person, so that its keys survive when people leave.

    It is made without a role and without a key. Give it a role with `role` or with role assignments, and keys with
    `openai_project_service_account_api_key`, which can be rotated.

    ~> With `create_service_account_only = false` the API makes a first key, whose value it shows once, and the state does not hold
    it. In the run that makes it, the ephemeral `openai_project_service_account_api_key` hands it on to a secret store, given
    `api_key_id` as its `key_id`. `store_secret_in_state = true` keeps the key in the state, readable by everybody who can read that.
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
                doc="The role in the project: `member` or `owner`. Left out, the service account is made without one (`none`), or "
                "as a `member` if it is made with a key.",
            ),
            _ALONE: Bool(
                optional=True,
                unread=True,
                replace=True,
                doc="Whether to make the service account without a key and a role. Defaults to `true`. The API makes a first key "
                "only together with the service account: a change to `false` replaces it.",
            ),
            "expires_in_seconds": Integer(
                optional=True,
                unread=True,
                replace=True,
                minimum=1,
                doc="The seconds until the first key expires. Only with `create_service_account_only = false`. Left out, the key "
                "does not expire, unless the organization demands it.",
            ),
            **shown_once("api_key", "The first key.", also=("api_key_value",)),
            "api_key_id": String(
                computed=True,
                local=True,
                doc="The id of the first key, if the service account was made with one.",
            ),
            "created_at": created_at("service account"),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that only a key that is made expires."""
        alone = config.get(_ALONE)
        if config.get("expires_in_seconds") is None or alone is False or not _is_known(alone):
            return []
        return [
            error(
                "Conflicting arguments",
                "`expires_in_seconds` is about the first key, which the service account has only with "
                f"`{_ALONE} = false`.",
                ("expires_in_seconds",),
            )
        ]

    def modify_plan(self, draft: Draft) -> None:
        """Plan no key where none is made or kept; and replace only for a key that is wanted now."""
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
        """Return the first key, which is one like those that are made later."""
        return f"{self.type_name}_api_key", str(values["api_key_id"])

    def create(self, call: Call, planned: Values) -> Values:
        """Create it, by default alone; then give it its role, which the API takes only in an update."""
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
    """A service account of a project, by its id or its name."""

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
