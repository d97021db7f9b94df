"""Alerts of spending: the channel is one object for the API, and may be several arguments for the user."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.values import UNKNOWN
from tests.unit.provider_shim.driving import Driver, Instance

ALERT = "openai_organization_spend_alert"
EMAIL: dict[str, Any] = {
    "type": "email",
    "recipients": ["ada@example.com"],
    "subject_prefix": None,
}
APART = {f"notification_channel_{part}": value for part, value in EMAIL.items()}


def planned(driver: Driver, **channel: Any) -> dict[str, Any]:
    made = driver.plan(Instance(type_name=ALERT), {"threshold_amount": 100, **channel})
    assert made.planned is not None
    return {name: made.planned[name] for name in ("notification_channel", *APART)}


@pytest.mark.parametrize(
    "channel",
    [{"notification_channel": EMAIL}, {"notification_channel_recipients": EMAIL["recipients"]}],
    ids=["whole", "apart"],
)
def test_channel_is_planned_in_both_forms(driver: Driver, channel: dict[str, Any]) -> None:
    assert planned(driver, **channel) == {"notification_channel": EMAIL, **APART}


def test_parts_of_a_channel_that_is_not_known_yet_are_open(driver: Driver) -> None:
    reported = planned(driver, notification_channel=UNKNOWN)
    assert reported == dict.fromkeys(reported, UNKNOWN)
