"""``openai_audit_logs``: filters with all forms of time, and a limited number of events with the same members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from provider_shim.vocabulary.values import plain, typed
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

LOGS = "openai_audit_logs"
PROJECTS = "/organization/projects"


def found(driver: Driver, **config: Any) -> list[dict[str, Any]]:
    result = driver.look_up(LOGS, config)
    assert result.diagnostics == []
    assert result.state is not None
    events: list[dict[str, Any]] = plain(result.state["events"])
    return events


def test_events_have_an_actor_a_project_and_details(driver: Driver, sandbox: Sandbox) -> None:
    made = sandbox.admin.post(PROJECTS, json={"name": "Soup"}).json()["id"]
    sandbox.admin.post(
        f"{PROJECTS}/{made}/service_accounts", json={"name": "bot"}
    ).raise_for_status()
    account, project = found(driver)
    assert (account["type"], account["project"]["name"]) == ("service_account.created", "Soup")
    assert project["details"] == {"id": made, "data": {"name": "Soup", "title": "Soup"}}
    assert project["actor"]["api_key"]["user"]["email"] == "owner@example.com"
    assert project["effective_at_rfc3339"].endswith("Z")


def test_every_event_has_all_members_also_if_the_api_omits_some(
    driver_for: Callable[..., Driver],
) -> None:
    events = [
        {"id": "a", "type": "login.succeeded", "effective_at": 60, "login.succeeded": {}},
        {"id": "b", "type": "login.failed", "effective_at": 0, "actor": None, "new": {"x": 1}},
        {
            "id": "c",
            "type": "tunnel.created",
            "effective_at": 1,
            "actor": {"type": "session", "session": {"ip_address": "192.0.2.1"}},
            "tunnel.created": {"id": "t", "numbers": [1, "two"]},
        },
    ]
    page = {"object": "list", "data": events, "has_more": False}
    with odd_server(Say(body=page)) as server:
        result = found(driver_for(base_url=server.base_url, admin_api_key="k"))
    assert {tuple(one) for one in result} == {
        ("id", "type", "effective_at", "effective_at_rfc3339", "actor", "project", "details")
    }
    assert [one["details"] for one in result] == [{}, None, {"id": "t", "numbers": [1, "two"]}]
    assert result[0]["effective_at_rfc3339"] == "1970-01-01T00:01:00Z"
    assert result[2]["actor"]["session"] == {"ip_address": "192.0.2.1", "user": None}
    assert result[2]["actor"]["api_key"] is None


def test_filters_are_sent_in_the_form_of_the_api(driver: Driver, sandbox: Sandbox) -> None:
    result = found(
        driver,
        event_types=["project.created"],
        project_ids=["proj_a"],
        actor_ids=["user-a"],
        actor_emails=["a@example.com"],
        resource_ids=["proj_b"],
        tenant_only=False,
        effective_at={"gte": typed("2026-11-01"), "gt": None, "lt": typed(2**33), "lte": None},
        limit=7,
    )
    assert result == []
    (request,) = sandbox.requests()
    assert request["key_kind"] == "admin"
    assert request["query"] == {
        "event_types": ["project.created"],
        "project_ids": ["proj_a"],
        "actor_ids": ["user-a"],
        "actor_emails": ["a@example.com"],
        "resource_ids": ["proj_b"],
        "tenant_only": "false",
        "effective_at": {"gte": "1793491200", "lt": str(2**33)},
        "limit": "7",
    }


def test_one_page_is_returned_unless_the_limit_is_higher(driver: Driver, sandbox: Sandbox) -> None:
    for number in range(103):
        sandbox.admin.post(PROJECTS, json={"name": f"{number}"}).raise_for_status()
    sandbox.clear_requests()
    first = driver.look_up(LOGS, {})
    assert first.state is not None
    assert (len(plain(first.state["events"])), first.state["has_more"]) == (100, True)
    assert first.diagnostics == []
    assert len(sandbox.requests()) == 1
    whole = driver.look_up(LOGS, {"limit": 250}).state or {}
    every = plain(whole["events"])
    assert (len(every), whole["has_more"]) == (103, False)
    assert len(sandbox.requests()) == 3
    assert [one["id"] for one in found(driver, after=every[99]["id"])] == [
        one["id"] for one in every[100:]
    ]
    newer = found(driver, before=every[2]["id"], limit=2)
    assert [one["id"] for one in newer] == [one["id"] for one in every[:2]]


def test_a_limit_above_one_page_with_before_is_refused(driver: Driver) -> None:
    (fault,) = driver.look_up(LOGS, {"before": "audit_log-a", "limit": 101}).diagnostics
    assert fault.path == ("limit",)
    assert "at most 100" in fault.detail


def test_a_bound_that_is_not_a_time_is_refused_at_its_argument(driver: Driver) -> None:
    bounds = {"gt": typed("soon"), "gte": None, "lt": None, "lte": None}
    (fault,) = driver.look_up(LOGS, {"effective_at": bounds}).diagnostics
    assert fault.path == ("effective_at", "gt")


def test_an_endless_list_is_an_error(driver: Driver, sandbox: Sandbox) -> None:
    sandbox.admin.post(PROJECTS, json={"name": "Soup"}).raise_for_status()
    with sandbox.faults("repeat-cursor"):
        (fault,) = driver.look_up(LOGS, {"limit": 500}).diagnostics
    assert fault.summary == "List without an end"
