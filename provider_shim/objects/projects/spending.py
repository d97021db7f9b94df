"""Spend limits and spend alerts: the common part of those of a project and of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.patterns.settings import Singleton
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Integer, Object, SetOf, String
from provider_shim.vocabulary.values import UNKNOWN

_CHANNEL = "notification_channel"
_FLAT = {
    "recipients": "notification_channel_recipients",
    "type": "notification_channel_type",
    "subject_prefix": "notification_channel_subject_prefix",
}
"""The fields of the notification channel, and the names of their flat attributes."""

EMAIL = "email"


def _amount(least: int, what: str) -> dict[str, Attribute]:
    return {
        "threshold_amount": Integer(required=True, minimum=least, doc=f"{what}, in cents."),
        "currency": String(
            optional=True,
            computed=True,
            default="USD",
            enum=("USD",),
            doc="The currency of the amount: `USD`.",
        ),
        "interval": String(
            optional=True,
            computed=True,
            default="month",
            enum=("month",),
            doc="The period for which spending is summed up: `month`.",
        ),
    }


LIMIT: dict[str, Attribute] = {
    **_amount(1, "The highest amount that may be spent"),
    "enforcement": Object(
        {
            "status": String(
                computed=True, doc="`enforcing` while the API refuses requests, else `inactive`."
            )
        },
        computed=True,
        volatile=True,
        doc="Whether the limit has been reached.",
    ),
    "enforcement_status": String(
        computed=True,
        volatile=True,
        doc="The same as `enforcement.status`: `enforcing` while the API refuses requests, else `inactive`.",
    ),
    "object": String(computed=True, doc="The kind of object."),
}
"""The attributes that all limits have."""


class SpendLimit(Singleton):
    """A spend limit, which is set, replaced and deleted at one path."""


def with_status(answer: Mapping[str, Any]) -> Json:
    """Return a limit with the additional field `enforcement_status`."""
    return {**answer, "enforcement_status": (answer.get("enforcement") or {}).get("status")}


ALERT: dict[str, Attribute] = {
    **_amount(0, "The amount at which the alert is sent"),
    _FLAT["recipients"]: SetOf(
        String(),
        optional=True,
        computed=True,
        min_items=1,
        exactly_one_of=(_FLAT["recipients"], _CHANNEL),
        local=True,
        doc="The email addresses to which the alert is sent.",
    ),
    _FLAT["type"]: String(
        optional=True,
        computed=True,
        local=True,
        enum=(EMAIL,),
        conflicts_with=(_CHANNEL,),
        doc="How the alert is sent: `email`. Defaults to `email`.",
    ),
    _FLAT["subject_prefix"]: String(
        optional=True,
        computed=True,
        local=True,
        conflicts_with=(_CHANNEL,),
        doc="The beginning of the subject of the alert.",
    ),
    _CHANNEL: Object(
        {
            "recipients": SetOf(
                String(), required=True, doc="The email addresses to which the alert is sent."
            ),
            "type": String(required=True, enum=(EMAIL,), doc="How the alert is sent: `email`."),
            "subject_prefix": String(
                optional=True, doc="The beginning of the subject of the alert."
            ),
        },
        optional=True,
        computed=True,
        exactly_one_of=(_FLAT["recipients"], _CHANNEL),
        doc="The notification channel as one object, in place of the three `notification_channel_…` arguments.",
    ),
}
"""The attributes that all alerts have."""


FLAT_CHANNEL = {name: ALERT[name].but(local=False) for name in _FLAT.values()}
"""The flat attributes of the channel, for data sources."""


class SpendAlert(Resource):
    """A spend alert. The API has one object for the channel; the configuration may have flat arguments instead."""

    sent_whole = True  # the API replaces alerts as a whole

    def modify_plan(self, draft: Draft) -> None:
        """Plan the channel in both forms, from the configured one."""
        channel = draft.config[_CHANNEL]
        if channel is UNKNOWN:
            draft.planned.update(dict.fromkeys(_FLAT.values(), UNKNOWN))
        elif channel is not None:
            draft.planned.update({flat: channel[part] for part, flat in _FLAT.items()})
        else:
            flat = {part: draft.config[name] for part, name in _FLAT.items()}
            flat["type"] = EMAIL if flat["type"] is None else flat["type"]
            draft.planned.update({name: flat[part] for part, name in _FLAT.items()})
            draft.planned[_CHANNEL] = flat

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values, with the channel in both forms."""
        values = super().state(answer, known)
        return {**values, **flat_channel(values[_CHANNEL])}


def with_parts(answer: Mapping[str, Any]) -> Json:
    """Return an alert with the additional flat fields of its channel."""
    return {**answer, **flat_channel(answer.get(_CHANNEL))}


def flat_channel(channel: Mapping[str, Any] | None) -> Values:
    """Return the fields of a channel with the names of the flat attributes."""
    return {flat: (channel or {}).get(part) for part, flat in _FLAT.items()}
