"""``openai_agent_environment``: creation after a lost response, waiting, secrets, and expiry."""

from __future__ import annotations

import base64
from typing import Any

from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

ENVIRONMENT = "openai_agent_environment"
PATH = "/agents/environments"
PLAIN: dict[str, Any] = {"environment": {}}
SECRET: dict[str, Any] = {
    "environment": {
        "env": {"LEVEL": "info"},
        "env_wo": {"TOKEN": "hush-env"},
        "setup_commands_wo": [{"command": "login hush-command"}],
    }
}


def test_a_retry_after_a_lost_response_creates_only_one_environment(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults(f"drop-after:times=1:method=POST:path={PATH}"):
        made = driver.create(ENVIRONMENT, PLAIN)
    assert made.errors == []
    sent = sandbox.requests(method="POST", path=PATH)
    assert len(sent) == 2
    assert len({one["headers"]["idempotency-key"] for one in sent}) == 1
    found = driver.look_up("openai_agent_environments", {}).state or {}
    assert [one["id"] for one in found["environments"]] == [made["id"]]


def test_two_environments_have_different_idempotency_keys(driver: Driver, sandbox: Sandbox) -> None:
    assert driver.create(ENVIRONMENT, PLAIN)["id"] != driver.create(ENVIRONMENT, PLAIN)["id"]
    sent = sandbox.requests(method="POST", path=PATH)
    assert len({one["headers"]["idempotency-key"] for one in sent}) == 2


def test_create_waits_unless_wait_for_completion_is_false(driver: Driver) -> None:
    assert driver.create(ENVIRONMENT, PLAIN)["status"] == "ready"
    without_waiting = {**PLAIN, "wait_for_completion": False}
    assert driver.create(ENVIRONMENT, without_waiting)["status"] == "pending"


def test_a_failed_environment_is_an_error_and_is_created_again(driver: Driver) -> None:
    failing = {"environment": {"setup_commands": [{"command": "exit 1"}]}}
    made = driver.create(ENVIRONMENT, failing)
    (wrong,) = made.errors
    assert "status is failed" in wrong.detail
    assert made["id"]
    assert driver.read(made).state is None


def test_an_expired_environment_leaves_the_state(driver_for: Any) -> None:
    returned = {"id": "env_1", "status": "ready", "type": "openai_hosted"}
    with odd_server(Say(body=returned), Say(body={**returned, "status": "expired"})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        made = driver.create(ENVIRONMENT, PLAIN)
        assert driver.read(made).state is None


def test_destroy_sends_nothing_and_warns(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ENVIRONMENT, PLAIN)
    sandbox.clear_requests()
    destroyed = driver.destroy(made)
    assert destroyed.state is None
    assert made["id"] in destroyed.warnings[0].detail
    assert sandbox.requests() == []


def test_secrets_are_sent_but_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ENVIRONMENT, SECRET)
    (created,) = sandbox.requests(method="POST", path=PATH)
    assert created["body"]["environment"] == {
        "type": "openai_hosted",
        "env": {"LEVEL": "info", "TOKEN": "hush-env"},
        "setup_commands": [{"command": "login hush-command"}],
    }
    now = driver.read(made)
    assert "hush" not in repr((made, now))
    assert driver.has_no_changes(now, SECRET)
    plan = driver.plan(now, {**SECRET, "secrets_version": 2})
    assert plan.requires_replace == [("secrets_version",)]


def test_a_variable_that_is_set_twice_is_an_error_at_plan_time(driver: Driver) -> None:
    attributes = driver.provider.resources[ENVIRONMENT].attributes
    twice = {"environment": {"env": {"A": "1"}, "env_wo": {"A": "2"}}}
    (wrong,) = driver.provider.validate_resource(ENVIRONMENT, configured(attributes, twice))
    assert wrong.path == ("environment", "env_wo")


def test_an_environment_returns_the_files_of_its_template(
    driver: Driver,
) -> None:
    data = base64.b64encode(b"hello").decode()
    file = {"type": "inline", "path": "/workspace/a", "data": data}
    template = driver.create("openai_agent_environment_template", {"files": [file]})
    config = {"environment": {"environment_template_id": template["id"]}}
    made = driver.create(ENVIRONMENT, config)
    assert [(one["path"], one["size_bytes"]) for one in made["files"]] == [("/workspace/a", 5)]
    found = driver.look_up(ENVIRONMENT, {"id": made["id"]}).state or {}
    assert (found["status"], found["files"]) == ("ready", made["files"])


def test_values_that_the_api_does_not_return_replace_no_imported_environment(
    driver: Driver,
) -> None:
    made = driver.create(ENVIRONMENT, SECRET)
    adopted = driver.adopt(ENVIRONMENT, made["id"])
    assert driver.plan(adopted, SECRET).requires_replace == []
    assert driver.has_no_changes(driver.update(adopted, SECRET), SECRET)


def test_files_are_listed_with_page_tokens(driver: Driver, sandbox: Sandbox) -> None:
    files = [
        {"type": "inline", "path": f"/workspace/{number:03}", "data": "aGk="}
        for number in range(120)
    ]
    made: Instance = driver.create(ENVIRONMENT, {"environment": {"files": files}})
    sandbox.clear_requests()
    arguments = {"environment_id": made["id"], "order": "asc"}
    found = driver.look_up("openai_agent_environment_files", arguments).state or {}
    assert [one["path"] for one in found["files"]] == [one["path"] for one in files]
    assert [one["query"].get("page") for one in sandbox.requests()] == [None, "100"]
