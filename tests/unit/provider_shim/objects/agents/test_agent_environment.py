"""``openai_agent_environment``: made once though the answer is lost, waited for, and left to expire."""

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


def test_create_whose_answer_is_lost_is_sent_again_and_makes_one_environment(
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


def test_two_environments_have_two_keys(driver: Driver, sandbox: Sandbox) -> None:
    assert driver.create(ENVIRONMENT, PLAIN)["id"] != driver.create(ENVIRONMENT, PLAIN)["id"]
    sent = sandbox.requests(method="POST", path=PATH)
    assert len({one["headers"]["idempotency-key"] for one in sent}) == 2


def test_environment_is_waited_for_unless_that_is_not_wanted(driver: Driver) -> None:
    assert driver.create(ENVIRONMENT, PLAIN)["status"] == "ready"
    impatient = {**PLAIN, "wait_for_completion": False}
    assert driver.create(ENVIRONMENT, impatient)["status"] == "pending"


def test_environment_whose_set_up_fails_is_an_error_and_is_made_anew(driver: Driver) -> None:
    failing = {"environment": {"setup_commands": [{"command": "exit 1"}]}}
    made = driver.create(ENVIRONMENT, failing)
    (wrong,) = made.errors
    assert "status is failed" in wrong.detail
    assert made["id"]
    assert driver.read(made).state is None


def test_expired_environment_is_gone(driver_for: Any) -> None:
    returned = {"id": "env_1", "status": "ready", "type": "openai_hosted"}
    with odd_server(Say(body=returned), Say(body={**returned, "status": "expired"})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        made = driver.create(ENVIRONMENT, PLAIN)
        assert driver.read(made).state is None


def test_destroyed_environment_is_left_to_expire_and_that_is_said(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(ENVIRONMENT, PLAIN)
    sandbox.clear_requests()
    gone = driver.destroy(made)
    assert gone.state is None
    assert made["id"] in gone.warnings[0].detail
    assert sandbox.requests() == []


def test_secrets_are_sent_and_stored_nowhere(driver: Driver, sandbox: Sandbox) -> None:
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


def test_variable_that_is_set_twice_is_told_at_plan_time(driver: Driver) -> None:
    attributes = driver.provider.resources[ENVIRONMENT].attributes
    twice = {"environment": {"env": {"A": "1"}, "env_wo": {"A": "2"}}}
    (wrong,) = driver.provider.validate_resource(ENVIRONMENT, configured(attributes, twice))
    assert wrong.path == ("environment", "env_wo")


def test_environment_inherits_from_its_template_and_tells_what_is_installed(
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


def test_imported_environment_is_not_replaced_for_what_the_api_does_not_tell(
    driver: Driver,
) -> None:
    made = driver.create(ENVIRONMENT, SECRET)
    adopted = driver.adopt(ENVIRONMENT, made["id"])
    assert driver.plan(adopted, SECRET).requires_replace == []
    assert driver.has_no_changes(driver.update(adopted, SECRET), SECRET)


def test_files_are_listed_by_tokens_of_pages(driver: Driver, sandbox: Sandbox) -> None:
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
