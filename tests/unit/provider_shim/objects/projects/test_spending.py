"""Spend alerts: the channel is one object in the API, and one object or flat arguments in the configuration."""

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
def test_the_channel_is_planned_in_both_forms(driver: Driver, channel: dict[str, Any]) -> None:
    assert planned(driver, **channel) == {"notification_channel": EMAIL, **APART}


def test_flat_attributes_of_an_unknown_channel_are_unknown(driver: Driver) -> None:
    reported = planned(driver, notification_channel=UNKNOWN)
    assert reported == dict.fromkeys(reported, UNKNOWN)
