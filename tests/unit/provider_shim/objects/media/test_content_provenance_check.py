"""``openai_content_provenance_check``: the file is sent as a form, and `detected` sums up the signals."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import OddServer, Say, odd_server

CHECK = "openai_content_provenance_check"
PNG = b"\x89PNG\r\n\x1a\nbytes"
SIGNED = {
    "type": "c2pa",
    "outcome": "detected",
    "validation_state": "trusted",
    "issuer": "OpenAI",
    "model": "gpt-image-1",
    "generated_at": "2026-01-01T00:00:00Z",
}
UNMARKED = {"type": "synthid", "outcome": "not_detected", "model": None, "generated_at": None}

DriverFor = Callable[..., Driver]


def answer(*results: Any) -> Say:
    return Say(
        body={"object": "content_provenance_check", "created_at": 1, "results": list(results)}
    )


def check(driver_for: DriverFor, server: OddServer, **file: Any) -> Any:
    driver = driver_for(base_url=server.base_url, api_key="k", max_retries=0)
    return driver.look_up(CHECK, {"file": file})


def test_the_file_is_sent_as_a_form_with_name_and_type(
    driver_for: DriverFor, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    with odd_server(answer(SIGNED, UNMARKED)) as server:
        found = check(driver_for, server, source=str(tmp_path / "logo.png"))
    assert found.diagnostics == []
    (heard,) = server.heard
    assert heard.path.endswith("/content_provenance_checks")
    assert b'name="file"; filename="logo.png"' in heard.body
    assert b"image/png" in heard.body
    assert PNG in heard.body


def test_the_type_of_base64_content_comes_from_its_first_bytes(driver_for: DriverFor) -> None:
    with odd_server(answer(UNMARKED)) as server:
        check(driver_for, server, content_base64=base64.b64encode(PNG).decode())
    (heard,) = server.heard
    assert b'filename="file.png"' in heard.body


def test_one_detected_signal_is_enough(driver_for: DriverFor) -> None:
    with odd_server(answer(SIGNED, UNMARKED)) as server:
        found = check(driver_for, server, content_base64="iVBORw0KGgo=")
    assert found.state["detected"] is True
    assert [one["outcome"] for one in found.state["results"]] == ["detected", "not_detected"]
    assert found.state["results"][0]["issuer"] == "OpenAI"
    assert found.state["results"][1]["validation_state"] is None


def test_without_signals_detected_is_false(driver_for: DriverFor) -> None:
    with odd_server(answer(UNMARKED)) as server:
        found = check(driver_for, server, content_base64="iVBORw0KGgo=")
    assert found.state["detected"] is False


def test_a_missing_file_is_an_error_at_the_argument(driver_for: DriverFor) -> None:
    with odd_server(answer()) as server:
        found = check(driver_for, server, source="nowhere.png")
    [error] = found.diagnostics
    assert (error.summary, error.path) == ("Unreadable file", ("file", "source"))
    assert server.heard == []
