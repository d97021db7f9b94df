"""``openai_realtime_client_secret``: disabled turn detection, and sensitive values."""

from __future__ import annotations

from typing import Any

from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

NAME = "openai_realtime_client_secret"


def opened(driver: Driver, **config: Any) -> dict[str, Any]:
    kind = driver.provider.ephemeral_resources[NAME]
    full = configured(kind.attributes, config)
    assert driver.provider.validate_ephemeral(NAME, full) == []
    result = driver.provider.open_ephemeral(NAME, full)
    assert result.diagnostics == []
    assert result.result is not None
    return result.result


def test_the_secret_is_sensitive_and_the_session_is_returned(
    driver: Driver,
) -> None:
    result = opened(driver, session={"type": "realtime", "model": "gpt-realtime-2.1"})
    assert result["value"].startswith("ek_")
    assert result["effective_session"].value["model"] == "gpt-realtime-2.1"
    attributes = driver.provider.ephemeral_resources[NAME].attributes
    assert attributes["value"].sensitive
    assert attributes["effective_session"].sensitive


def test_disabled_turn_detection_is_sent_as_null(driver: Driver, sandbox: Sandbox) -> None:
    audio = {
        "input": {"turn_detection": {"type": "none"}, "noise_reduction": {"type": "near_field"}}
    }
    opened(driver, session={"type": "realtime", "audio": audio})
    (sent,) = sandbox.requests(path="/realtime/client_secrets")
    assert sent["body"]["session"]["audio"]["input"] == {
        "turn_detection": None,
        "noise_reduction": {"type": "near_field"},
    }


def test_other_turn_detection_is_sent_unchanged(driver: Driver, sandbox: Sandbox) -> None:
    detection = {"type": "semantic_vad", "eagerness": "low"}
    opened(driver, session={"type": "realtime", "audio": {"input": {"turn_detection": detection}}})
    (sent,) = sandbox.requests(path="/realtime/client_secrets")
    assert sent["body"]["session"]["audio"]["input"]["turn_detection"] == detection
