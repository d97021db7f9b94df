"""The provider's own configuration, and the settings of the API client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from provider_shim.engine.configuration import (
    SCHEMA,
    environment_faults,
    for_sandbox,
    settings,
    unknown_attributes,
)
from provider_shim.engine.validation import validate
from provider_shim.rules.addresses import base_url_fault
from provider_shim.vocabulary.values import UNKNOWN

VARIABLES = {
    "api_key": "OPENAI_API_KEY",
    "admin_api_key": "OPENAI_ADMIN_KEY",
    "organization": "OPENAI_ORG_ID",
    "project": "OPENAI_PROJECT_ID",
    "base_url": "OPENAI_BASE_URL",
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)


def config(**given: Any) -> dict[str, Any]:
    return {name: given.get(name) for name, _ in SCHEMA.items()}


@pytest.mark.parametrize(("attribute", "variable"), VARIABLES.items())
def test_the_configuration_overrides_the_environment(
    attribute: str, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "https://environment")
    assert getattr(settings(config(), "agent"), attribute) == "https://environment"
    read_settings = settings(config(**{attribute: "https://configured"}), "agent")
    assert getattr(read_settings, attribute) == "https://configured"


@pytest.mark.parametrize(("attribute", "variable"), VARIABLES.items())
@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_environment_variable_is_ignored(
    attribute: str, variable: str, blank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = getattr(settings(config(), "agent"), attribute)
    monkeypatch.setenv(variable, blank)
    assert getattr(settings(config(), "agent"), attribute) == without
    assert environment_faults(config()) == []


def test_a_line_break_after_a_key_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-one\n")
    assert settings(config(admin_api_key=" sk-admin-two "), "agent").api_key == "sk-one"
    assert settings(config(admin_api_key=" sk-admin-two "), "agent").admin_api_key == "sk-admin-two"


def test_the_defaults_match_the_documentation() -> None:
    read_settings = settings(config(), "agent")
    assert read_settings.base_url == "https://api.openai.com/v1"
    assert (read_settings.max_retries, read_settings.timeout) == (5, 600.0)
    assert (
        read_settings.api_key,
        read_settings.admin_api_key,
        read_settings.organization,
        read_settings.project,
    ) == (None,) * 4
    assert read_settings.user_agent == "agent"


def test_configured_values_are_used() -> None:
    read_settings = settings(
        config(max_retries=0, timeout="90s", headers={"x-a": "1", "x-b": UNKNOWN}), ""
    )
    assert (read_settings.max_retries, read_settings.timeout, read_settings.headers) == (
        0,
        90.0,
        {"x-a": "1"},
    )


@pytest.mark.parametrize(("text", "expected"), [("300", 300.0), ("1.5", 1.5), ("2m", 120.0)])
def test_time_limit_is_a_duration_or_a_number_of_seconds(text: str, expected: float) -> None:
    assert settings(config(timeout=text), "agent").timeout == expected
    assert validate(SCHEMA.attributes, config(timeout=text)) == []


def test_an_unknown_argument_is_not_replaced_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The key in the environment can belong to another project than the new one."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    read_settings = config(api_key=UNKNOWN, max_retries=UNKNOWN, timeout=UNKNOWN, headers=UNKNOWN)
    assert settings(read_settings, "agent").api_key is None
    assert unknown_attributes(read_settings) == ["api_key", "headers"]
    assert unknown_attributes(config()) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com/v1",
        "https://gateway.example:8443/openai",
        "http://localhost:8080/v1",
        "http://127.0.0.1/v1",
        "http://[::1]:9/v1",
    ],
)
def test_the_url_is_https_or_on_this_machine(url: str) -> None:
    assert base_url_fault(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://api.openai.com/v1", "without encryption"),
        ("http://localhost.example/v1", "without encryption"),
        ("http://10.0.0.1/v1", "without encryption"),
        ("api.openai.com/v1", "is not a URL"),
        ("ftp://api.openai.com", "is not a URL"),
        ("https://", "is not a URL"),
        ("https://[::1/v1", "is not a URL"),
        ("https://gateway.example:port/v1", "is not a URL"),
        ("https://user:password@#example/v1", "is not a URL"),
        ("", "is not a URL"),
        ("https://api.openai.com/v1?api-version=1", "must end with the path"),
        ("https://api.openai.com/v1#top", "must end with the path"),
        ("https://user:password@example/v1", "user name"),
    ],
)
def test_every_other_url_is_an_error(url: str, reason: str) -> None:
    fault = base_url_fault(url)
    assert fault is not None
    assert reason in fault
    assert "password@" not in fault
    [found] = validate(SCHEMA.attributes, config(base_url=url))
    assert found.path == ("base_url",)


def test_the_url_of_the_environment_is_checked_if_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://example/v1")
    [(attribute, fault)] = environment_faults(config())
    assert attribute == "base_url"
    assert "OPENAI_BASE_URL" in fault
    assert environment_faults(config(base_url="https://other/v1")) == []


@pytest.mark.parametrize(
    ("variable", "value", "attribute"),
    [
        ("OPENAI_ORG_ID", "örg", "organization"),
        ("OPENAI_PROJECT_ID", "a\tb", "project"),
        ("OPENAI_CUSTOM_HEADERS", "two words: x", "headers"),
        ("OPENAI_CUSTOM_HEADERS", "x: käse", "headers"),
    ],
)
def test_variables_that_no_header_can_contain_are_errors(
    variable: str, value: str, attribute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    [(found, fault)] = environment_faults(config())
    assert found == attribute
    assert variable in fault
    assert "käse" not in fault


def test_a_sandbox_replaces_keys_and_addresses_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = config(api_key="sk-real", base_url="https://real/v1", headers={"x": "y"}, timeout="9s")
    assert for_sandbox(real) == real
    monkeypatch.setenv("OPENAI_CDKTF_SANDBOX", "1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert environment_faults(for_sandbox(real)) == []
    used = settings(for_sandbox(real), "agent")
    assert (used.api_key, used.base_url, used.headers) == (None, "http://127.0.0.1:1/v1", {})
    assert used.timeout == 9


@pytest.mark.parametrize("url", ["", "https://api.openai.com/v1"])
def test_a_sandbox_must_be_on_this_machine(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_CDKTF_SANDBOX", "1")
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    [(attribute, fault)] = environment_faults(config())
    assert attribute == "base_url"
    assert "OPENAI_BASE_URL must be the address of a sandbox on this machine" in fault


def test_headers_of_the_environment_are_secret_and_can_be_overridden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Team: hunter22\n\nnot a header\nX-Env: a: b")
    read_settings = settings(config(headers={"X-Team": "mine"}), "agent")
    assert read_settings.headers == {"X-Team": "mine", "X-Env": "a: b"}
    assert "a: b" in read_settings.secrets


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"organization": "örg"}, ("organization",)),
        ({"project": "a\nb"}, ("project",)),
        ({"max_retries": -1}, ("max_retries",)),
        ({"max_retries": 1.5}, ("max_retries",)),
        ({"timeout": "soon"}, ("timeout",)),
        ({"timeout": "0"}, ("timeout",)),
        ({"headers": {"two words": "x"}}, ("headers",)),
        ({"headers": {"x": "a\r\nb: c"}}, ("headers",)),
        ({"headers": {"x": "käse"}}, ("headers",)),
    ],
)
def test_invalid_values_are_reported_at_the_attribute(given: Mapping[str, Any], path: Any) -> None:
    [found] = validate(SCHEMA.attributes, config(**given))
    assert found.path == path
    assert "käse" not in found.detail


def test_keys_and_headers_are_sensitive() -> None:
    sensitive = {name for name, attribute in SCHEMA.items() if attribute.sensitive}
    assert sensitive == {"api_key", "admin_api_key", "headers"}
