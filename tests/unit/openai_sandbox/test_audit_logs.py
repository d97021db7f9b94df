"""Audit logs of the changes in the sandbox."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox

PROJECTS = "/organization/projects"


@pytest.fixture
def project(sandbox: Sandbox) -> str:
    """Return the id of a project with several events. The newest one is the archiving of the project."""
    project: str = sandbox.admin.post(PROJECTS, json={"name": "Soup"}).json()["id"]
    for path, body in (
        (f"{PROJECTS}/{project}", {"name": "Pie"}),
        (f"{PROJECTS}/{project}/rate_limits/rl-gpt-4o", {"max_requests_per_1_minute": 5}),
        ("/organization/invites", {"email": "a@example.com", "role": "reader"}),
        (f"{PROJECTS}/{project}/archive", None),
    ):
        sandbox.admin.post(path, json=body).raise_for_status()
    return project


def events(sandbox: Sandbox, **query: Any) -> list[dict[str, Any]]:
    answer = sandbox.admin.get("/organization/audit_logs", params=query)
    assert answer.is_success, answer.text
    body: list[dict[str, Any]] = answer.json()["data"]
    return body


def types(sandbox: Sandbox, **query: Any) -> list[str]:
    return [one["type"] for one in events(sandbox, **query)]


def test_events_are_listed_newest_first(sandbox: Sandbox, project: str) -> None:
    archived, invited, limited, renamed, created = events(sandbox)
    assert archived["project.archived"] == {"id": project}
    assert invited["invite.sent"]["data"] == {"email": "a@example.com", "role": "reader"}
    assert limited["rate_limit.updated"]["changes_requested"] == {"max_requests_per_1_minute": 5}
    assert renamed["project.updated"]["changes_requested"] == {"title": "Pie"}
    assert created["project.created"]["data"] == {"name": "Soup", "title": "Soup"}
    assert created["actor"]["api_key"]["user"]["email"] == "owner@example.com"


def test_refused_requests_and_reads_create_no_events(sandbox: Sandbox) -> None:
    assert sandbox.admin.get(PROJECTS).is_success
    assert sandbox.admin.post(PROJECTS, json={}).status_code == 400
    assert sandbox.client.post("/vector_stores", json={}).is_success
    assert events(sandbox) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"event_types[]": ["invite.sent", "project.created"]}, 2),
        ({"actor_emails[]": "owner@example.com"}, 5),
        ({"actor_emails[]": "somebody@example.com"}, 0),
        ({"actor_ids[]": "key_sandboxadmin"}, 5),
        ({"resource_ids[]": "rl-gpt-4o"}, 1),
        ({"effective_at[gte]": 5}, 5),
        ({"effective_at[lt]": 5}, 0),
        ({"tenant_only": "true"}, 0),
        ({"limit": 2}, 2),
    ],
)
def test_filters_select_events(
    sandbox: Sandbox, project: str, query: dict[str, Any], found: int
) -> None:
    assert len(events(sandbox, **query)) == found


def test_events_are_filtered_by_project(sandbox: Sandbox, project: str) -> None:
    inside = types(sandbox, **{"project_ids[]": project})
    assert inside == ["project.archived", "rate_limit.updated", "project.updated"]


def test_pages_end_with_the_oldest_event(sandbox: Sandbox, project: str) -> None:
    newest = events(sandbox, limit=3)
    assert types(sandbox, after=newest[-1]["id"]) == ["project.updated", "project.created"]
    assert types(sandbox, before=newest[-1]["id"]) == ["project.archived", "invite.sent"]
