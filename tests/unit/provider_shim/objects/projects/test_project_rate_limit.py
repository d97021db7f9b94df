"""``openai_project_rate_limit``: found in the list alone, however long that is."""

from __future__ import annotations

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

LIMIT = "openai_project_rate_limit"


def test_limit_far_down_in_the_list_is_found_by_id_and_by_model(
    driver: Driver, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = {"project_id": project, "model": "gpt-4o", "max_requests_per_1_minute": 50}
    made = driver.create(LIMIT, config)
    monkeypatch.setattr("provider_shim.api.listing.PER_REQUEST", 0)  # no list is worth being listed
    assert driver.has_no_changes(driver.read(made), config)
    assert driver.adopt(LIMIT, f"{project}/rl-gpt-4o")["model"] == "gpt-4o"
    assert driver.adopt(LIMIT, f"{project}/rl-none").state is None


def test_limit_goes_with_the_project(driver: Driver, sandbox: Sandbox, project: str) -> None:
    made = driver.create(LIMIT, {"project_id": project, "model": "gpt-4o"})
    with sandbox.faults(f"404:path=/organization/projects/{project}/rate_limits*"):
        assert driver.read(made).state is None
