"""``openai_webhook_endpoint``: changes and rotation in place, storing its signing secret, and the data sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

ENDPOINT = "openai_webhook_endpoint"
ROTATION = "/webhook_endpoints/{webhook_endpoint_id}/rotate_secret"
CONFIG: dict[str, Any] = {
    "name": "orders",
    "url": "https://example.com/openai",
    "event_types": ["batch.completed", "batch.failed"],
}
KEPT = {**CONFIG, "store_secret_in_state": True}


def test_the_secret_is_stored_only_with_store_secret_in_state(driver: Driver) -> None:
    assert (driver.create(ENDPOINT, CONFIG)["signing_secret"]) is None
    made = driver.create(ENDPOINT, KEPT)
    assert made["signing_secret"].startswith("whsec_")
    assert made["signing_secret"][-4:] == made["signing_secret_hint"][-4:]
    assert driver.read(made)["signing_secret"] == made["signing_secret"]
    assert driver.has_no_changes(driver.read(made), KEPT)
    assert driver.update(made, CONFIG)["signing_secret"] is None


def test_events_change_in_place_but_their_order_does_not_matter(driver: Driver) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    assert driver.has_no_changes(
        made, {**CONFIG, "event_types": ["batch.failed", "batch.completed"]}
    )
    changed = driver.update(made, {**CONFIG, "event_types": ["batch.expired"]})
    assert (changed["id"], changed["event_types"]) == (made["id"], ["batch.expired"])
    assert changed["signing_secret_hint"] == made["signing_secret_hint"]


def test_a_change_of_rotate_when_creates_another_secret_in_place(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(ENDPOINT, {**KEPT, "rotate_when": {"quarter": "1"}})
    wanted = {**KEPT, "rotate_when": {"quarter": "2"}, "keep_old_secret_active_for_24_hours": True}
    plan = driver.plan(made, wanted)
    assert plan.diagnostics == []
    assert (plan.planned or {})["signing_secret"] is UNKNOWN
    rotated = driver.update(made, wanted)
    assert rotated["id"] == made["id"]
    assert rotated["signing_secret"] not in {None, made["signing_secret"]}
    assert rotated["signing_secret_hint"][-4:] == rotated["signing_secret"][-4:]
    (sent,) = sandbox.requests(path=ROTATION)
    assert sent["body"] == {"keep_old_secret_active_for_24_hours": True}
    assert driver.has_no_changes(driver.read(rotated), wanted)


def test_a_rotation_sends_one_request_and_stores_no_secret(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    sandbox.clear_requests()
    rotated = driver.update(made, {**CONFIG, "rotate_when": {"quarter": "2"}})
    assert [one["template"] for one in sandbox.requests()] == [ROTATION]
    assert rotated["signing_secret"] is None
    assert rotated["signing_secret_hint"] != made["signing_secret_hint"]
    assert b"whsec_" not in rotated.private


def test_a_secret_that_was_not_stored_needs_a_rotation(driver: Driver) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    (diagnostic,) = driver.plan(made, KEPT).diagnostics
    assert diagnostic.path == ("store_secret_in_state",)
    assert "`rotate_when`" in diagnostic.detail
    assert driver.update(made, KEPT)["signing_secret"] is None
    assert driver.update(made, {**KEPT, "rotate_when": {"a": "b"}})["signing_secret"]


def test_the_secret_is_unknown_if_store_secret_in_state_is_unknown(driver: Driver) -> None:
    wanted = {**CONFIG, "store_secret_in_state": UNKNOWN}
    plan = driver.plan(Instance(type_name=ENDPOINT), wanted)
    assert (plan.planned or {})["signing_secret"] is UNKNOWN
    made = driver.create(ENDPOINT, KEPT)
    assert (driver.plan(made, wanted).planned or {})["signing_secret"] == made["signing_secret"]


def test_an_import_does_not_rotate_the_secret(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    config = {**CONFIG, "rotate_when": {"quarter": "1"}}
    adopted = driver.update(driver.adopt(ENDPOINT, made["id"]), config)
    assert sandbox.requests(path=ROTATION) == []
    assert adopted["signing_secret_hint"] == made["signing_secret_hint"]
    assert driver.has_no_changes(adopted, config)


def test_the_next_apply_repeats_a_failed_rotation(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    wanted = {**CONFIG, "name": "renamed", "rotate_when": {"quarter": "2"}}
    with sandbox.faults(f"403:method=POST:path={ROTATION.format(webhook_endpoint_id='*')}"):
        failed = driver.update(made, wanted)
    assert len(failed.errors) == 1
    assert failed.state == made.state
    rotated = driver.update(failed, wanted)
    assert rotated["name"] == "renamed"
    assert rotated["signing_secret_hint"] != made["signing_secret_hint"]


def test_a_new_secret_is_kept_if_the_following_update_fails(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(ENDPOINT, KEPT)
    wanted = {**KEPT, "name": "renamed", "rotate_when": {"quarter": "2"}}
    with sandbox.faults(f"403:method=POST:path=/webhook_endpoints/{made['id']}"):
        failed = driver.update(made, wanted)
    assert len(failed.errors) == 1
    assert failed["signing_secret"] not in {None, made["signing_secret"]}
    seen = driver.read(failed)
    assert (seen["name"], seen["rotate_when"]) == ("orders", wanted["rotate_when"])
    assert driver.update(seen, wanted)["name"] == "renamed"


@pytest.mark.parametrize(("keep_old", "rotations"), [(True, 1), (False, 2)])
def test_a_rotation_is_repeated_only_if_no_old_secret_stays_valid(
    driver: Driver, sandbox: Sandbox, *, keep_old: bool, rotations: int
) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    wanted = {
        **CONFIG,
        "rotate_when": {"quarter": "2"},
        "keep_old_secret_active_for_24_hours": keep_old,
    }
    with sandbox.faults(f"drop-after:times=1:path={ROTATION.format(webhook_endpoint_id='*')}"):
        done = driver.update(made, wanted)
    assert len(sandbox.requests(path=ROTATION)) == rotations
    assert [one.path for one in done.errors] == ([("rotate_when",)] if keep_old else [])


def test_a_url_without_https_is_an_error_at_plan_time(driver: Driver) -> None:
    attributes = driver.provider.resources[ENDPOINT].attributes
    config = {**dict.fromkeys(attributes), **CONFIG, "url": "http://example.com"}
    (diagnostic,) = driver.provider.validate_resource(ENDPOINT, config)
    assert (diagnostic.path, diagnostic.detail) == (("url",), "The URL must begin with `https://`.")


def test_data_sources_find_endpoints_by_name_and_events_by_prefix(driver: Driver) -> None:
    made = driver.create(ENDPOINT, KEPT)
    found = driver.look_up(ENDPOINT, {"name": "orders"}).state or {}
    assert (found["id"], "signing_secret" in found) == (made["id"], False)
    every = driver.look_up("openai_webhook_endpoints", {}).state or {}
    assert [one["id"] for one in every["endpoints"]] == [made["id"]]
    events = driver.look_up("openai_webhook_event_types", {"prefix": "batch."}).state or {}
    assert set(events["event_types"]) > {"batch.completed"}
    assert all(name.startswith("batch.") for name in events["event_types"])


@pytest.mark.parametrize("status", [200, 204, 301, 500])
def test_sample_event_must_be_accepted_by_the_endpoint(
    driver_for: Callable[..., Driver], status: int
) -> None:
    result = {"webhook_endpoint_id": "we_1", "event_type": "batch.failed", "status_code": status}
    with odd_server(Say(body=result)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="sk-test")
        values = {"webhook_endpoint_id": "we_1", "event_type": "batch.failed"}
        messages, diagnostics = driver.invoke("openai_webhook_endpoint_test", values)
    [sent] = odd.heard
    assert (sent.method, sent.path) == ("POST", "/v1/webhook_endpoints/we_1/test")
    assert json.loads(sent.body) == {"event_type": "batch.failed"}
    expected = f"answered the sample event batch.failed with the HTTP status {status}"
    assert messages == [f"webhook endpoint we_1: {expected}"]
    assert [one.summary for one in diagnostics] == (
        [] if status < 300 else ["Webhook endpoint refused the sample event"]
    )


def test_sample_event_is_not_sent_again_if_the_answer_is_lost(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(ENDPOINT, CONFIG)
    values = {"webhook_endpoint_id": made["id"], "event_type": "batch.failed"}
    with sandbox.faults("drop-after:path=/webhook_endpoints/*/test"):
        _, [diagnostic] = driver.invoke("openai_webhook_endpoint_test", values)
    assert diagnostic.severity is Severity.ERROR
    assert len(sandbox.requests(path="/webhook_endpoints/{webhook_endpoint_id}/test")) == 1
