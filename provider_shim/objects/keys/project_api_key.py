"""``openai_project_api_key``: an existing API key of a project."""

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
    """An existing API key of a project, such as a key that a user created. The resource can restrict or revoke the key.

    The API cannot create keys of users. The first apply finds the key by its id, and sets its scopes and its expiry if you
    configured them. Destroying the resource revokes the key. To keep the key, use a `removed` block with `destroy = false`. To
    create keys of service accounts, use `openai_project_service_account_api_key`.
    """

    type_name = "openai_project_api_key"
    endpoint = Rest(KEYS, item=f"{KEYS}/{{api_key_id}}", auth="admin", page=100)
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="The id for imports: `<project_id>/<api_key_id>`."
            ),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "api_key_id": String(
                required=True, replace=True, wire="id", doc="The id of the key, such as `key_abc`."
            ),
            "scopes": SCOPES,
            "expires_in_seconds": expires_in_seconds(
                "The time begins when the change is applied. If you do not set this, the expiry does not change."
            ),
            "name": String(computed=True, doc="The name of the key."),
            "redacted_value": REDACTED_VALUE,
            "created_at": created_at("key"),
            "expires_at": EXPIRES_AT,
            "last_used_at": LAST_USED_AT,
            "owner_project_access": String(
                computed=True,
                volatile=True,
                doc="Whether the owner currently has access to the project: `active` or `inactive`.",
            ),
            "owner": owner(
                user=Object(who("email"), computed=True, doc="The user, if `type` is `user`."),
                service_account=Object(
                    who(),
                    computed=True,
                    doc="The service account, if `type` is `service_account`.",
                ),
            ),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Find the key, then set its scopes and its expiry. A key that does not exist is an error."""
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
    """An API key of a project, found by its id or its name: its owner and its last use. The key itself is not returned."""

    type_name = "openai_project_api_key"
    endpoint = ProjectApiKey.endpoint
    by = "name"
    schema = lookup_schema(ProjectApiKey, by, not_returned=("scopes", "expires_in_seconds"))


class DataProjectApiKeys(ListAll):
    """The API keys of a project: their owners and their last use. The keys themselves are not returned."""

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
                doc="Only keys whose owner has access to the project (`active`), or has no access (`inactive`), or all keys (`any`). If you "
                "do not set this, the API decides by membership in the project, and may not return all keys.",
            ),
        },
        not_returned=("scopes", "expires_in_seconds"),
    )
