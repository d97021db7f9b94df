"""``openai_audit_logs`` (data source): who changed what in the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.list_limits import HAS_MORE, has_more
from provider_shim.patterns.timestamps import FORMS, rfc3339, timestamp, unix_seconds
from provider_shim.vocabulary.diagnostics import Diagnostic, error
from provider_shim.vocabulary.rest import Rest, to_json
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Dynamic,
    Integer,
    ListOf,
    Object,
    Schema,
    SetOf,
    String,
    dynamic_object,
)
from provider_shim.vocabulary.values import UNKNOWN, plain, typed

_PAGE = 100

_USER = Object(
    {
        "id": String(optional=True, doc="The id of the user."),
        "email": String(optional=True, doc="The e-mail address of the user."),
    },
    optional=True,
    doc="The user.",
)
_ACTOR = Object(
    {
        "type": String(optional=True, doc="How they came in: `session` or `api_key`."),
        "session": Object(
            {
                "ip_address": String(optional=True, doc="The IP address that they came from."),
                "user": _USER,
            },
            optional=True,
            doc="The session of somebody at the dashboard.",
        ),
        "api_key": Object(
            {
                "id": String(optional=True, doc="The tracking id of the key."),
                "type": String(optional=True, doc="Whose key it is: `user` or `service_account`."),
                "user": _USER,
                "service_account": Object(
                    {"id": String(optional=True, doc="The id of the service account.")},
                    optional=True,
                    doc="The service account.",
                ),
            },
            optional=True,
            doc="Which API key was used; the key itself is not told.",
        ),
    },
    optional=True,
    doc="Who did it.",
)
_EVENT = Object(
    {
        "id": String(optional=True, doc="The id of the event."),
        "type": String(optional=True, doc="What happened, such as `project.created`."),
        "effective_at": Integer(
            optional=True, doc="When it happened, in seconds since 1970 (Unix time)."
        ),
        "effective_at_rfc3339": String(optional=True, doc="The same as text."),
        "actor": _ACTOR,
        "project": Object(
            {
                "id": String(optional=True, doc="The id of the project."),
                "name": String(optional=True, doc="The name of the project."),
            },
            optional=True,
            doc="The project that it happened in; null if in none. What is done with an admin API key counts to the default "
            "project.",
        ),
        "details": Dynamic(
            optional=True,
            doc="What else there is to tell of events of this type, as the API tells it under the type's name: in most cases the "
            "`id` of what was changed, and `data` or `changes_requested`.",
        ),
    }
)


def _bound(words: str) -> Dynamic:
    return timestamp(f"Only events {words}.", optional=True)


class DataAuditLogs(DataSource):
    """What was done in the organization, by whom, and what changed: the newest first.

    ~> E-mail and IP addresses of people are stored in the state.

    Audit logging must be switched on in the settings of the organization. It needs the provider's `admin_api_key`.
    """

    type_name = "openai_audit_logs"
    endpoint = Rest("/organization/audit_logs", auth="admin")
    schema = Schema(
        {
            # Without an enumeration: there are some 150 types, the API knows them, and it is asked while Terraform plans.
            "event_types": SetOf(
                String(),
                optional=True,
                doc="Only events of these types, such as `project.created`, `api_key.deleted`, `rate_limit.updated`, "
                "`user.added`, `login.failed` or `tenant.policy.updated`.",
            ),
            "effective_at": dynamic_object(
                {
                    "gt": _bound("after this time"),
                    "gte": _bound("at this time or after"),
                    "lt": _bound("before this time"),
                    "lte": _bound("at this time or before"),
                },
                optional=True,
                doc=f"Only events of this time. Each bound is written {FORMS}.",
            ),
            "project_ids": SetOf(String(), optional=True, doc="Only events in these projects."),
            "actor_ids": SetOf(
                String(),
                optional=True,
                doc="Only what these users, service accounts or API keys (by their tracking ids) did.",
            ),
            "actor_emails": SetOf(
                String(), optional=True, doc="Only what users with these e-mail addresses did."
            ),
            "resource_ids": SetOf(
                String(),
                optional=True,
                doc="Only what was done to these objects, such as the id of a project. For roles of ChatGPT connectors it is "
                "`<workspace_id>__<connector_id>`.",
            ),
            "tenant_only": Bool(
                optional=True,
                doc="Whether to return events of the tenant only, such as `role.bound_to_resource`, which are not told "
                "otherwise. All `event_types` must then be such. Defaults to `false`.",
            ),
            "after": String(
                optional=True,
                doc="The id of an event: only older ones are returned, for going on where an earlier list ended.",
            ),
            "before": String(
                optional=True,
                doc="The id of an event: only newer ones are returned, those next to it, at most 100.",
            ),
            "limit": Integer(
                optional=True,
                minimum=1,
                doc="The most events to return. Defaults to 100, which is one request; each further 100 are one more, and OpenAI "
                "allows some eight requests a minute.",
            ),
            HAS_MORE: has_more("events"),
            "events": Dynamic(ListOf(_EVENT), computed=True, doc="The events, the newest first."),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse more events before another than one request tells: going on from there leads to older ones."""
        limit = config["limit"]
        if config["before"] is None or limit in {None, UNKNOWN} or limit <= _PAGE:
            return []
        reason = f"`limit` must be at most {_PAGE} where `before` is set, not {limit}."
        return [error("Invalid value", reason, ("limit",))]

    def read(self, call: Call, config: Values) -> Values:
        """List them, as far as `limit` allows, each with its details under one name instead of its type's."""
        query = {
            name: to_json(attribute, config[name])
            for name, attribute in self.schema.items()
            if attribute.configurable and config[name] is not None
        }
        if bounds := config["effective_at"]:
            query["effective_at"] = {
                name: unix_seconds(bound)
                for name, bound in plain(bounds).items()
                if bound is not None
            }
        wanted = config["limit"] or _PAGE
        query["limit"] = min(wanted, _PAGE)
        found, more = call.first(wanted, self.endpoint, {}, "read the audit logs", **query)
        events = [_whole(_EVENT, _with_details(event)) for event in found]
        return {**config, "events": typed(events), HAS_MORE: more}


def _with_details(event: Mapping[str, Any]) -> dict[str, Any]:
    happened = event.get("effective_at")
    return {
        **event,
        "effective_at_rfc3339": rfc3339(happened) if isinstance(happened, int) else None,
        "details": event.get(str(event.get("type"))),
    }


def _whole(attribute: Attribute, value: Any) -> Any:
    """Return an object with all of its members, null where nothing is told: so that expressions find them in every event."""
    if not isinstance(attribute, Object) or not isinstance(value, Mapping):
        return value
    return {name: _whole(one, value.get(name)) for name, one in attribute.attributes.items()}
