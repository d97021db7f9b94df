"""``openai_agent_environment_template``: confidential values are sent as a whole, and only when they may have changed."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from provider_shim.logs import TRACE
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

TEMPLATE = "openai_agent_environment_template"
PATH = "/agents/environments/templates"


def coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


NPMRC = {"type": "inline", "path": "/workspace/.npmrc", "data_wo": coded("hush-file")}
README = {"type": "inline", "path": "/workspace/README", "data": coded("Hello.")}
CONFIDENTIAL: dict[str, Any] = {
    "env": {"LEVEL": "debug"},
    "env_wo": {"TOKEN": "hush-env"},
    "files": [README, NPMRC],
    "setup_commands_wo": [{"command": "login hush-command"}],
}


def sent(sandbox: Sandbox, made: Instance) -> dict[str, Any]:
    body = sandbox.requests(method="POST", path=f"{PATH}/{made['id']}")[-1]["body"]
    assert isinstance(body, dict)
    return body


def faults(driver: Driver, **config: Any) -> list[tuple[tuple[Any, ...], str]]:
    attributes = driver.provider.resources[TEMPLATE].attributes
    diagnostics = driver.provider.validate_resource(TEMPLATE, configured(attributes, config))
    return [(one.path, one.detail) for one in diagnostics]


# --- secrets ----------------------------------------------------------------------------------------------------


def test_secrets_are_sent_with_other_values_but_not_stored(
    driver: Driver, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(TRACE, logger="provider_shim"):
        made = driver.create(TEMPLATE, CONFIDENTIAL)
        now = driver.read(made)
    assert made.errors == []
    (created,) = sandbox.requests(method="POST", path=PATH)
    assert created["body"] == {
        "env": {"LEVEL": "debug", "TOKEN": "hush-env"},
        "files": [
            README,
            {"type": "inline", "path": "/workspace/.npmrc", "data": coded("hush-file")},
        ],
        "setup_commands": [{"command": "login hush-command"}],
    }
    everything = repr((made, now)) + "".join(str(vars(record)) for record in caplog.records)
    assert "hush" not in everything
    assert coded("hush-file") not in everything
    assert driver.has_no_changes(now, CONFIDENTIAL)
    assert [one["size_bytes"] for one in now["files"]] == [6, 9]


def test_secrets_are_not_sent_when_something_else_changes(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(TEMPLATE, CONFIDENTIAL)
    driver.update(made, {**CONFIDENTIAL, "name": "Python"})
    assert sent(sandbox, made) == {"name": "Python"}


def test_a_new_secrets_version_sends_all_secrets_again(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(TEMPLATE, CONFIDENTIAL)
    config = {**CONFIDENTIAL, "env_wo": {"TOKEN": "hush-other"}}
    assert driver.has_no_changes(made, config), "Terraform cannot see this change"
    changed = driver.update(made, {**config, "secrets_version": 2})
    assert changed.errors == []
    body = sent(sandbox, made)
    assert body.keys() == {"env", "files", "setup_commands"}
    assert body["env"] == {"LEVEL": "debug", "TOKEN": "hush-other"}


def test_removed_secrets_are_removed_at_openai(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(TEMPLATE, CONFIDENTIAL)
    driver.update(made, {"secrets_version": 2})
    assert sent(sandbox, made) == {"env": None, "files": None, "setup_commands": None}


def test_a_changed_variable_is_sent_with_the_secret_variables(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(TEMPLATE, CONFIDENTIAL)
    driver.update(made, {**CONFIDENTIAL, "env": {"LEVEL": "info"}})
    assert sent(sandbox, made) == {"env": {"LEVEL": "info", "TOKEN": "hush-env"}}


def test_an_imported_template_receives_the_confidential_values_again(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(TEMPLATE, {**CONFIDENTIAL, "secrets_version": 1})
    adopted = driver.adopt(TEMPLATE, made["id"])
    applied = driver.update(adopted, {**CONFIDENTIAL, "secrets_version": 1})
    assert applied.errors == []
    assert sent(sandbox, made)["env"] == {"LEVEL": "debug", "TOKEN": "hush-env"}
    assert driver.has_no_changes(driver.read(applied), {**CONFIDENTIAL, "secrets_version": 1})


# --- everything else --------------------------------------------------------------------------------------------


def test_changed_content_of_a_file_changes_in_place(driver: Driver) -> None:
    made = driver.create(TEMPLATE, {"files": [README]})
    assert driver.has_no_changes(driver.read(made), {"files": [README]})
    other = {"files": [{**README, "data": coded("Good morning.")}]}
    changed = driver.update(made, other)
    assert changed["files"][0]["size_bytes"] == 13
    assert driver.has_no_changes(driver.read(changed), other)


def test_an_archive_needs_only_its_data(driver: Driver, sandbox: Sandbox) -> None:
    plugin = {"name": "maps", "description": "Maps.", "source": {"data": coded("zip")}}
    config = {"plugins": [plugin], "skills": [{**plugin, "type": "inline"}]}
    made = driver.create(TEMPLATE, config)
    (created,) = sandbox.requests(method="POST", path=PATH)
    source = {"data": coded("zip"), "media_type": "application/zip", "type": "base64"}
    assert created["body"]["plugins"] == [{**plugin, "type": "inline", "source": source}]
    assert driver.has_no_changes(driver.read(made), config)


def test_a_removed_network_stays_as_it_was_set(driver: Driver) -> None:
    made = driver.create(TEMPLATE, {})
    assert made["network"]["access"] == "enabled"
    restricted = {"network": {"access": "restricted", "blocked_domains": ["b.example"]}}
    changed = driver.update(made, restricted)
    assert driver.has_no_changes(driver.read(changed), restricted)
    assert driver.has_no_changes(changed, {})


def test_other_removed_arguments_return_to_their_defaults(driver: Driver, sandbox: Sandbox) -> None:
    whole = {
        "name": "Python",
        "capability_directories": ["/workspace/skills"],
        "desktop": {"enabled": True},
        "packages": {"python": ["numpy", "pandas"]},
        "setup_commands": [{"command": "make", "cwd": "/workspace/app"}],
    }
    made = driver.create(TEMPLATE, whole)
    assert driver.has_no_changes(driver.read(made), whole)
    less = driver.update(made, {})
    response = sandbox.client.get(
        f"{PATH}/{made['id']}", headers={"OpenAI-Beta": "agents=v1"}
    ).json()
    assert (response["name"], response["capability_directories"]) == (None, [])
    assert (response["desktop"], response["packages"]["python"]) == ({"enabled": False}, [])
    assert sent(sandbox, made)["setup_commands"] is None
    assert driver.has_no_changes(driver.read(less), {})


@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        ({"env": {"A": "1"}, "env_wo": {"A": "2"}}, "both `env` and `env_wo`"),
        ({"files": [{**README, "path": "/etc/passwd"}]}, "/workspace/"),
        ({"files": [{**README, "data": "not base64!"}]}, "not valid base64"),
        ({"files": [{**README, "data_wo": coded("x")}]}, "Exactly one of `data` and `data_wo`"),
        (
            {"files": [{"type": "inline", "path": "/workspace/x"}]},
            "Exactly one of `data` and `data_wo`",
        ),
        ({"files": [{"type": "file_id", "path": "/workspace/x"}]}, "`file_id` must be set"),
        ({"skills": [{"type": "skill_reference"}]}, "`skill_id` must be set"),
        ({"network": {"access": "disabled", "allowed_domains": ["a"]}}, "`access` is"),
        (
            {
                "network": {
                    "access": "restricted",
                    "allowed_domains": ["a"],
                    "blocked_domains": ["b"],
                }
            },
            "not both",
        ),
        ({"network": {"access": "restricted", "blocked_domains": ["*.a"]}}, "wildcards"),
        (
            {"setup_commands": [{"command": "a"}], "setup_commands_wo": [{"command": "b"}]},
            "cannot be set together",
        ),
    ],
)
def test_an_invalid_set_up_is_an_error_at_plan_time(
    driver: Driver, config: dict[str, Any], wrong: str
) -> None:
    found = faults(driver, **config)
    assert any(wrong in detail for _, detail in found), found


def test_variables_that_are_not_known_yet_are_no_errors(driver: Driver) -> None:
    assert faults(driver, env={"A": "1"}, env_wo=UNKNOWN) == []
    assert faults(driver, env=UNKNOWN, env_wo={"A": "1"}) == []


def test_data_sources_have_no_confidential_attributes(driver: Driver) -> None:
    made = driver.create(TEMPLATE, {**CONFIDENTIAL, "name": "Python"})
    found = driver.look_up(TEMPLATE, {"name": "Python"}).state or {}
    assert found["id"] == made["id"]
    assert found["files"][1] == {
        "type": "inline",
        "path": "/workspace/.npmrc",
        "size_bytes": 9,
        "file_id": None,
    }
    assert not found.keys() & {"env", "env_wo", "setup_commands", "secrets_version"}
    listed = driver.look_up("openai_agent_environment_templates", {}).state or {}
    assert [one["name"] for one in listed["templates"]] == ["Python"]
