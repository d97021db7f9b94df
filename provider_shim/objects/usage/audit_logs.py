"""``openai_audit_logs`` (data source): the changes in the organization and the persons who made them."""

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
        "type": String(optional=True, doc="The kind of access: `session` or `api_key`."),
        "session": Object(
            {
                "ip_address": String(optional=True, doc="The IP address of the session."),
                "user": _USER,
            },
            optional=True,
            doc="The session of a user in the dashboard.",
        ),
        "api_key": Object(
            {
                "id": String(optional=True, doc="The tracking id of the key."),
                "type": String(
                    optional=True, doc="The kind of owner of the key: `user` or `service_account`."
                ),
                "user": _USER,
                "service_account": Object(
                    {"id": String(optional=True, doc="The id of the service account.")},
                    optional=True,
                    doc="The service account.",
                ),
            },
            optional=True,
            doc="The API key that the request used. The API does not return the key itself.",
        ),
    },
    optional=True,
    doc="The user or service account that caused the event.",
)
_EVENT = Object(
    {
        "id": String(optional=True, doc="The id of the event."),
        "type": String(optional=True, doc="The type of the event, such as `project.created`."),
        "effective_at": Integer(
            optional=True, doc="The time of the event, in seconds since 1970 (Unix time)."
        ),
        "effective_at_rfc3339": String(optional=True, doc="The same time as RFC 3339 text in UTC."),
        "actor": _ACTOR,
        "project": Object(
            {
                "id": String(optional=True, doc="The id of the project."),
                "name": String(optional=True, doc="The name of the project."),
            },
            optional=True,
            doc="The project of the event. Null if the event has no project. An event that an admin API key caused is in the "
            "default project.",
        ),
        "details": Dynamic(
            optional=True,
            doc="The details of the event, as the API returns them under the name of the type: in most cases the `id` of the "
            "changed object, and `data` or `changes_requested`.",
        ),
    }
)


def _bound(words: str) -> Dynamic:
    return timestamp(f"Only events {words}.", optional=True)


class DataAuditLogs(DataSource):
    """The events of the organization: what changed, when, and who changed it. The newest event is first.

    ~> The state stores the e-mail and IP addresses of persons.

    The data source requires audit logging, which you turn on in the settings of the organization, and the provider's
    `admin_api_key`.
    """

    type_name = "openai_audit_logs"
    endpoint = Rest("/organization/audit_logs", auth="admin")
    schema = Schema(
        {
            # There is no enumeration: the API has about 150 types, and refuses an unknown type during the plan.
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
                doc=f"Only events of this time. Write each bound {FORMS}.",
            ),
            "project_ids": SetOf(String(), optional=True, doc="Only events in these projects."),
            "actor_ids": SetOf(
                String(),
                optional=True,
                doc="Only events that these users, service accounts or API keys caused. Name an API key by its tracking id.",
            ),
            "actor_emails": SetOf(
                String(),
                optional=True,
                doc="Only events that users with these e-mail addresses caused.",
            ),
            "resource_ids": SetOf(
                String(),
                optional=True,
                doc="Only events about the objects with these ids, such as the id of a project. For roles of ChatGPT connectors, "
                "the id is `<workspace_id>__<connector_id>`.",
            ),
            "tenant_only": Bool(
                optional=True,
                doc="Whether to return only events of the tenant, such as `role.bound_to_resource`, which the API does not "
                "return otherwise. `event_types` can then contain only types of tenant events. Defaults to `false`.",
            ),
            "after": String(
                optional=True,
                doc="The id of an event. Only older events are returned, so that you can continue where an earlier list ended.",
            ),
            "before": String(
                optional=True,
                doc="The id of an event. Only the events directly after it in time are returned, at most 100.",
            ),
            "limit": Integer(
                optional=True,
                minimum=1,
                doc="The maximum number of events to return. Defaults to 100, which is one request. Each further 100 events need "
                "one more request, and OpenAI allows about eight requests per minute.",
            ),
            HAS_MORE: has_more("events"),
            "events": Dynamic(ListOf(_EVENT), computed=True, doc="The events, the newest first."),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse a `limit` above one page together with `before`: the next page would contain older events."""
        limit = config["limit"]
        if config["before"] is None or limit in {None, UNKNOWN} or limit <= _PAGE:
            return []
        reason = f"`limit` must be at most {_PAGE} if `before` is set, not {limit}."
        return [error("Invalid value", reason, ("limit",))]

    def read(self, call: Call, config: Values) -> Values:
        """List at most `limit` events, each with its details in `details` instead of under the name of its type."""
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
    """Return an object with all members, with null for missing ones, so that an expression can use them for every event."""
    if not isinstance(attribute, Object) or not isinstance(value, Mapping):
        return value
    return {name: _whole(one, value.get(name)) for name, one in attribute.attributes.items()}
