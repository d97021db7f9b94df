"""``openai_project_rate_limit``: found in the list, also on later pages."""

from __future__ import annotations

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

LIMIT = "openai_project_rate_limit"


def test_a_limit_on_a_later_page_is_found_by_id_and_by_model(
    driver: Driver, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = {"project_id": project, "model": "gpt-4o", "max_requests_per_1_minute": 50}
    made = driver.create(LIMIT, config)
    monkeypatch.setattr(
        "provider_shim.api.listing.PER_REQUEST", 0
    )  # never share a list between objects
    assert driver.has_no_changes(driver.read(made), config)
    assert driver.adopt(LIMIT, f"{project}/rl-gpt-4o")["model"] == "gpt-4o"
    assert driver.adopt(LIMIT, f"{project}/rl-none").state is None


def test_a_limit_of_a_deleted_project_is_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(LIMIT, {"project_id": project, "model": "gpt-4o"})
    with sandbox.faults(f"404:path=/organization/projects/{project}/rate_limits*"):
        assert driver.read(made).state is None
