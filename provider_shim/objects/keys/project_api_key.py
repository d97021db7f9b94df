"""``openai_project_api_key``: a key of a project that somebody else has made."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.objects.keys.api_keys import (
    EXPIRES_AT,
    LAST_USED_AT,
    REDACTED_VALUE,
    SCOPES,
    expires_in_seconds,
    owner,
    who,
)
from provider_shim.objects.keys.project_keys import KEYS, ProjectKey
from provider_shim.patterns.attributes import created_at
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest, update_body
from provider_shim.vocabulary.schema import Object, Schema, String


class ProjectApiKey(ProjectKey):
    """A key of a project that exists already, such as one that a person made: taken over to limit or revoke it.

    The API makes no keys for people: applying it for the first time finds the key by its id, and sets its scopes and its expiry
    if they are given. Destroying it revokes the key; to leave the key as it is, use a `removed` block with `destroy = false`.
    Keys of service accounts are made by `openai_project_service_account_api_key`.
    """

    type_name = "openai_project_api_key"
    endpoint = Rest(KEYS, item=f"{KEYS}/{{api_key_id}}", auth="admin", page=100)
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<project_id>/<api_key_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "api_key_id": String(
                required=True, replace=True, wire="id", doc="The id of the key, such as `key_abc`."
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "Left out, the expiry stays as it is. It counts from when it is applied."
            ),
            "name": String(computed=True, doc="The name of the key."),
            "redacted_value": REDACTED_VALUE,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
            "last_used_at": LAST_USED_AT,
            "owner_project_access": String(
                computed=True,
                volatile=True,
                doc="Whether the owner has access to the project at the moment: `active` or `inactive`.",
            ),
            "owner": owner(
                user=Object(who("email"), computed=True, doc="The user, where `type` is `user`."),
                service_account=Object(
                    who(),
                    computed=True,
                    doc="The service account, where `type` is `service_account`.",
                ),
            ),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Find the key, then set what is given; a key that is not there is an error."""
        answer = call.send(self.endpoint, self.endpoint.item, planned, "find the key", method="GET")
        found = self.state(answer.body, planned)
        body = update_body(self.attributes, {}, planned, self.endpoint.identity)
        if not body:
            return found
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            planned,
            "set the scopes and the expiry of the key",
            method="POST",
            body=body,
        )
        return self.state(answer.body, found)


class DataProjectApiKey(Lookup):
    """A key of a project, by its id or its name: whose it is, and when it was last used. Never the key itself."""

    type_name = "openai_project_api_key"
    endpoint = ProjectApiKey.endpoint
    by = "name"
    schema = lookup_schema(ProjectApiKey, by, not_returned=("scopes", "expires_in_seconds"))


class DataProjectApiKeys(ListAll):
    """The keys of a project: whose they are, and when they were last used. Never the keys themselves."""

    type_name = "openai_project_api_keys"
    endpoint = ProjectApiKey.endpoint
    items = "api_keys"
    schema = list_all_schema(
        ProjectApiKey,
        items,
        {
            "owner_project_access": String(
                optional=True,
                enum=("active", "inactive", "any"),
                doc="Only keys whose owner has access to the project (`active`) or has none (`inactive`), or `any`. Left out, the "
                "API chooses by who is a member, and may leave keys out.",
            ),
        },
        not_returned=("scopes", "expires_in_seconds"),
    )
