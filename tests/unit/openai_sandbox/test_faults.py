"""Faults from the control endpoint and from a header, and the effect of each fault."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import httpx
import openai
import pytest

from openai_sandbox import faults
from tests.sandbox import PROJECT_KEY

if TYPE_CHECKING:
    from tests.sandbox import Sandbox


def _request_with_fault(
    sandbox: Sandbox, spec: str, method: str = "GET", path: str = "/files"
) -> Any:
    body = {"json": {}} if method == "POST" else {}
    return sandbox.client.request(method, path, headers={"x-sandbox-fault": spec}, **body)


@pytest.mark.parametrize(
    ("spec", "status", "code"),
    [
        ("429", 429, "rate_limit_exceeded"),
        ("quota", 429, "insufficient_quota"),
        ("500", 500, None),
        ("503", 503, "server_is_overloaded"),
        ("409:code=conversation_locked", 409, "conversation_locked"),
    ],
)
def test_a_status_is_returned_and_the_request_is_not_processed(
    sandbox: Sandbox, spec: str, status: int, code: str | None
) -> None:
    answer = _request_with_fault(sandbox, spec, "POST", "/vector_stores")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert sandbox.client.get("/vector_stores").json()["data"] == []


def test_the_wait_is_in_the_headers_or_only_in_the_message(sandbox: Sandbox) -> None:
    response = _request_with_fault(sandbox, "429:retry-after=2:retry-after-ms=1500")
    assert (response.headers["retry-after"], response.headers["retry-after-ms"]) == ("2", "1500")
    text = _request_with_fault(sandbox, "429:text=0.2")
    assert "retry-after" not in text.headers
    assert text.json()["error"]["message"].endswith("Please try again in 200ms.")
    slow = _request_with_fault(sandbox, "429:text=0.2:code=slow_down").json()["error"]["message"]
    assert slow.endswith("Please slow down and try again after 0.2 seconds.")


def test_a_rate_limits_each_endpoint_and_names_the_wait_in_the_message(
    sandbox: Sandbox,
) -> None:
    with sandbox.faults("rate=2:per=60:path=/vector_stores*"):
        first, second, third = (sandbox.client.get("/vector_stores") for _ in range(3))
        others = [sandbox.client.get(f"/vector_stores/vs_{name}") for name in "abc"]
        assert sandbox.client.get("/files").is_success
    assert (first.status_code, second.status_code) == (200, 200)
    assert third.status_code == 429
    assert third.json()["error"]["code"] == "slow_down"
    assert re.search(
        r"Please slow down and try again after \d+\.\d+ seconds\.$",
        third.json()["error"]["message"],
    )
    assert "retry-after" not in third.headers
    assert [one.status_code for one in others] == [404, 404, 429], "paths of one template share it"


def test_a_rate_allows_requests_again_after_the_wait(sandbox: Sandbox) -> None:
    with sandbox.faults("rate=1:per=0.5"):
        assert sandbox.client.get("/files").is_success
        refused = sandbox.client.get("/files").json()["error"]["message"]
        time.sleep(float(refused.split()[-2]) + 0.01)
        assert sandbox.client.get("/files").is_success


def test_a_fault_applies_only_as_often_as_times(sandbox: Sandbox) -> None:
    with sandbox.faults("429:times=2"):
        statuses = [sandbox.client.get("/files").status_code for _ in range(3)]
    assert statuses == [429, 429, 200]


def test_two_error_faults_apply_to_one_request_each(sandbox: Sandbox) -> None:
    with sandbox.faults("429:times=1", "500:times=1"):
        statuses = [sandbox.client.get("/files").status_code for _ in range(3)]
    assert statuses == [429, 500, 200]


def test_a_fault_applies_only_to_its_method_and_path(sandbox: Sandbox) -> None:
    with sandbox.faults("500:method=POST:path=/vector_stores*"):
        assert sandbox.client.get("/vector_stores").status_code == 200
        assert sandbox.client.post("/threads", json={}).status_code == 200
        assert sandbox.client.post("/vector_stores", json={}).status_code == 500
    assert sandbox.client.post("/vector_stores", json={}).status_code == 200


def test_the_openai_client_retries_after_a_rate_limit(sandbox: Sandbox) -> None:
    with (
        openai.OpenAI(base_url=sandbox.base_url, api_key=PROJECT_KEY, max_retries=1) as client,
        sandbox.faults("429:times=1:retry-after=0.01"),
    ):
        client.files.list()
    assert [one["status"] for one in sandbox.requests(path="/files")] == [429, 200]


def test_drop_before_does_not_process_the_request(sandbox: Sandbox) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        _request_with_fault(sandbox, "drop-before", "POST", "/vector_stores")
    assert sandbox.client.get("/vector_stores").json()["data"] == []
    assert sandbox.requests(method="POST", path="/vector_stores")[0]["status"] == 0


def test_drop_after_processes_the_request(sandbox: Sandbox) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        _request_with_fault(sandbox, "drop-after", "POST", "/vector_stores")
    assert len(sandbox.client.get("/vector_stores").json()["data"]) == 1


def test_a_hidden_object_is_found_after_some_reads(sandbox: Sandbox) -> None:
    created = _request_with_fault(sandbox, "eventual=2", "POST", "/vector_stores").json()["id"]
    path = f"/vector_stores/{created}"
    assert [sandbox.client.get(path).status_code for _ in range(3)] == [404, 404, 200]


def test_a_hidden_object_is_listed_after_some_reads(sandbox: Sandbox) -> None:
    _request_with_fault(sandbox, "eventual=1", "POST", "/vector_stores")
    counts = [len(sandbox.client.get("/vector_stores").json()["data"]) for _ in range(2)]
    assert counts == [0, 1]


def test_a_slow_object_needs_more_reads_to_finish(sandbox: Sandbox) -> None:
    file = sandbox.client.post(
        "/files", files={"file": ("a.txt", b"x"), "purpose": (None, "assistants")}
    ).json()["id"]
    with sandbox.faults("slow=2"):
        store = sandbox.client.post("/vector_stores", json={"file_ids": [file]}).json()["id"]
    path = f"/vector_stores/{store}"
    statuses = [sandbox.client.get(path).json()["status"] for _ in range(4)]
    assert statuses == ["in_progress"] * 3 + ["completed"]


def test_hang_up_closes_the_connection_after_the_answer_without_notice(sandbox: Sandbox) -> None:
    def is_closed(answer: httpx.Response) -> bool:
        sandbox.wait_for_closed_connections()
        return bool(answer.extensions["network_stream"].get_extra_info("is_readable"))

    with httpx.Client(base_url=sandbox.base_url, headers=sandbox.client.headers) as client:
        assert not is_closed(client.get("/models"))
        with sandbox.faults("hang-up:path=/models"):
            answer = client.get("/models")
            assert (answer.status_code, answer.headers.get("connection")) == (200, None)
            assert is_closed(answer)
        assert client.get("/models").is_success


def test_malformed_json_cannot_be_parsed(sandbox: Sandbox) -> None:
    answer = _request_with_fault(sandbox, "malformed-json")
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        answer.json()


def test_the_status_of_a_success_is_replaced(sandbox: Sandbox) -> None:
    assert _request_with_fault(sandbox, "status=201", "POST", "/vector_stores").status_code == 201


def test_a_missing_object_is_a_bad_request(sandbox: Sandbox) -> None:
    answer = _request_with_fault(sandbox, "missing-as-400", path="/files/file-none")
    assert answer.status_code == 400
    assert "not found" in answer.json()["error"]["message"]


def test_extra_fields_are_on_objects_and_lists(sandbox: Sandbox) -> None:
    created = _request_with_fault(sandbox, "extra-fields", "POST", "/vector_stores").json()
    listed = _request_with_fault(sandbox, "extra-fields", path="/vector_stores").json()
    for one in (created, listed, listed["data"][0]):
        assert one["sandbox_extra_text"] == "unknown"


def test_repeat_cursor_returns_the_same_page_again_and_again(sandbox: Sandbox) -> None:
    for _ in range(2):
        sandbox.client.post("/vector_stores", json={})
    with sandbox.faults("repeat-cursor"):
        first = sandbox.client.get("/vector_stores?limit=1").json()
        second = sandbox.client.get(f"/vector_stores?limit=1&after={first['last_id']}").json()
    assert first == second
    assert first["has_more"] is True


def test_latency_delays_the_answer_but_not_other_requests(sandbox: Sandbox) -> None:
    with sandbox.faults("latency=30s:path=/files"), pytest.raises(httpx.ReadTimeout):
        sandbox.client.get("/files", timeout=0.2)
    assert sandbox.client.get("/files").status_code == 200


def test_a_client_that_disconnects_early_causes_no_error(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with sandbox.faults("latency=300ms:path=/files"), pytest.raises(httpx.ReadTimeout):
        sandbox.client.get("/files", timeout=0.1)
    time.sleep(0.5)  # then the sandbox has noticed it
    [entry] = sandbox.requests(path="/files")
    assert entry["status"] == 0
    assert not caplog.records


@pytest.mark.parametrize(
    ("spec", "expected_text"),
    [
        ("nonsense", "unknown kind 'nonsense'"),
        ("200", "unknown kind '200'"),
        ("500:tmes=1", "unknown option 'tmes'"),
        ("eventual", "eventual needs a whole number"),
        ("500:times=x", "times needs a whole number"),
        ("429:retry-after-ms=soon", "retry-after-ms needs a whole number"),
        ("rate=0", "from 1 to 1000000, as in rate=8"),
        ("status=500", "from 200 to 299, as in status=201"),
        ("latency=fast", "'fast' is not a duration"),
        ("429:text=soon", "'soon' is not a duration"),
    ],
)
def test_an_invalid_fault_names_its_correct_format(
    sandbox: Sandbox, spec: str, expected_text: str
) -> None:
    with pytest.raises(faults.FaultError, match=expected_text):
        faults.parse(spec)
    answer = sandbox.client.post(f"{sandbox.origin}/_sandbox/faults", json={"faults": [spec]})
    assert answer.status_code == 400
    assert expected_text in answer.json()["error"]
    assert _request_with_fault(sandbox, spec).json()["error"]["param"] == "x-sandbox-fault"


def test_other_id_changes_the_id_of_objects_but_not_lists(sandbox: Sandbox) -> None:
    created = sandbox.client.post("/vector_stores", json={"name": "a"}).json()
    path = f"/vector_stores/{created['id']}"
    other = _request_with_fault(sandbox, "other-id", path=path).json()
    assert other["id"].startswith("vs_")
    assert other == {**created, "id": other["id"]}
    assert other["id"] != created["id"]
    listed = _request_with_fault(sandbox, "other-id", path="/vector_stores").json()
    assert [one["id"] for one in listed["data"]] == [created["id"]]


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("empty=object", "{}"),
        ("empty=body", ""),
        ("empty=list", '{"object": "list", "data": null}'),
    ],
)
def test_empty_returns_no_content_with_a_successful_status(
    sandbox: Sandbox, spec: str, text: str
) -> None:
    answer = _request_with_fault(sandbox, spec)
    assert (answer.status_code, answer.text) == (200, text)
    assert _request_with_fault(sandbox, "empty=error").json().keys() == {"error"}
    assert "empty needs one of" in _request_with_fault(sandbox, "empty=nothing").text


def test_keep_old_reports_success_without_a_change(sandbox: Sandbox) -> None:
    created = sandbox.client.post("/vector_stores", json={"name": "a"}).json()
    path = f"/vector_stores/{created['id']}"
    with sandbox.faults("keep-old"):
        answer = sandbox.client.post(path, json={"name": "b"})
        other = sandbox.client.post("/vector_stores", json={"name": "c"}).json()
        refused = sandbox.client.post(path, json={"name": 5})
    assert (answer.status_code, answer.json()["name"]) == (200, "a")
    assert sandbox.client.get(path).json()["name"] == "a"
    assert sandbox.client.get(f"/vector_stores/{other['id']}").json()["name"] == "c"
    assert refused.status_code == 400
