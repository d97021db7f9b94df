"""Requests to the API over a socket: which ones are repeated, and which errors the user sees."""

from __future__ import annotations

import io
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.api.exchange import Answer, Request, json_object
from provider_shim.api.refusals import Refusal, refused
from provider_shim.api.turns import Turns
from provider_shim.logs import TRACE
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    CancelledError,
    NotFoundError,
    OutcomeUnknownError,
    ProviderError,
)
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.unit.provider_shim.odd_server import OddServer, Say, odd_server

Make = Callable[..., Api]

pytestmark = pytest.mark.usefixtures("short_waits")


@pytest.fixture
def api(sandbox: Sandbox, short_waits: None) -> Make:
    def make(**changes: Any) -> Api:
        settings: dict[str, Any] = {
            "api_key": PROJECT_KEY,
            "admin_api_key": ADMIN_KEY,
            "base_url": sandbox.base_url,
        }
        return Api(Settings(**{**settings, **changes}))

    return make


def reading(path: str = "/vector_stores", **changes: Any) -> Request:
    return Request(
        method="GET",
        path=path,
        template=path,
        needed_by="openai_thing",
        attempted="read the thing",
        **changes,
    )


def creating(**changes: Any) -> Request:
    return Request(
        **{
            "method": "POST",
            "path": "/vector_stores",
            "template": "/vector_stores",
            "needed_by": "openai_thing",
            "attempted": "create the thing",
            "body": {"name": "n"},
            "repeatable": False,
            **changes,
        }
    )


def to(odd: OddServer, **changes: Any) -> Api:
    settings: dict[str, Any] = {"api_key": "sk-proj-of-the-test", "base_url": odd.base_url}
    return Api(Settings(**{**settings, **changes}))


# --- success ----------------------------------------------------------------------------------------------------


def test_answer_is_json_with_headers_in_lower_case(api: Make) -> None:
    answer = api().send(creating())
    assert answer.body["name"] == "n"
    assert answer.headers["x-request-id"].startswith("req_")


def test_an_answer_can_be_bytes(api: Make, sandbox: Sandbox) -> None:
    made = sandbox.client.post(
        "/files", files={"file": ("a.jsonl", b"{}\n")}, data={"purpose": "batch"}
    ).json()
    answer = api().send(reading(f"/files/{made['id']}/content"), json_answer=False)
    assert answer.content == b"{}\n"


@pytest.mark.parametrize("status", [200, 201, 202])
def test_every_successful_status_is_accepted(api: Make, sandbox: Sandbox, status: int) -> None:
    with sandbox.faults(f"status={status}"):
        assert api().send(creating()).body["name"] == "n"


def test_empty_answer_is_an_empty_object() -> None:
    with odd_server(Say(body="")) as odd:
        assert to(odd).send(reading()).body == {}


def test_query_and_headers_are_sent(api: Make, sandbox: Sandbox) -> None:
    api(organization="org-1", project="proj_1").send(
        reading(query={"limit": 3, "order": "asc"}, headers={"OpenAI-Beta": "assistants=v2"})
    )
    [logged] = sandbox.requests()
    assert logged["query"] == {"limit": "3", "order": "asc"}
    assert logged["headers"]["openai-beta"] == "assistants=v2"
    assert logged["headers"]["openai-organization"] == "org-1"
    assert logged["headers"]["openai-project"] == "proj_1"


def test_blank_variables_for_the_package_of_openai_are_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", " ")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "")
    with odd_server(Say()) as odd:
        to(odd).send(reading())
    assert {"openai-organization", "openai-project"}.isdisjoint(odd.heard[0].headers)


def test_a_rejection_slows_down_other_requests_also_without_retries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slowed: list[Request] = []
    monkeypatch.setattr(Turns, "refused", lambda _self, request, _seconds: slowed.append(request))
    refused = Say(status=429, body={"error": {}}, headers={"retry-after": "7"})
    with odd_server(refused) as odd, pytest.raises(ApiError):
        to(odd, max_retries=0).send(reading())
    assert len(slowed) == 1


def test_configured_headers_are_sent_with_every_request() -> None:
    with odd_server(Say()) as odd:
        connection = to(odd, headers={"X-Gateway": "g"})
        connection.send(reading())
        connection.send(creating())
    assert [one.headers["x-gateway"] for one in odd.heard] == ["g", "g"]


# --- sent again -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hint", [":retry-after-ms=20", ":retry-after=0.02", ":text=20ms", ""], ids=str
)
@pytest.mark.parametrize("request_", [reading(), creating()], ids=["read", "create"])
def test_a_request_waits_for_the_rate_limit(
    api: Make, sandbox: Sandbox, request_: Request, hint: str
) -> None:
    with sandbox.faults(f"429:times=2{hint}"):
        api().send(request_)
    assert [one["status"] for one in sandbox.requests()] == [429, 429, 200]


def test_a_refused_admin_request_without_a_hint_waits_a_minute() -> None:
    refusal = Refusal(status=429, headers={}, text="{}")
    admin, project = (
        refused(reading(auth=auth), refusal, attempt=0).wait or 0 for auth in ("admin", "project")
    )
    assert admin > 10 * project


def test_a_lasting_rate_limit_is_an_error_after_the_last_attempt(
    api: Make, sandbox: Sandbox
) -> None:
    with sandbox.faults("429:retry-after-ms=1"), pytest.raises(ApiError) as refused:
        api(max_retries=2).send(creating())
    assert refused.value.status == 429
    assert "max_retries" in refused.value.detail
    assert len(sandbox.requests()) == 3


def test_a_request_fails_if_the_requested_wait_is_too_long(api: Make, sandbox: Sandbox) -> None:
    with sandbox.faults("429:retry-after=3600"), pytest.raises(ApiError):
        api().send(reading())
    assert len(sandbox.requests()) == 1


@pytest.mark.parametrize(
    "fault", ["quota", "429:code=credit_balance_exhausted", "429:code=project_spend_limit_exceeded"]
)
def test_a_lack_of_quota_is_an_error_without_another_attempt(
    api: Make, sandbox: Sandbox, fault: str
) -> None:
    with sandbox.faults(fault), pytest.raises(ApiError) as refused:
        api().send(reading())
    assert refused.value.status == 429
    assert len(sandbox.requests()) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_failing_read_is_repeated(api: Make, sandbox: Sandbox, status: int) -> None:
    with sandbox.faults(f"{status}:times=2"):
        api().send(reading())
    assert len(sandbox.requests()) == 3


@pytest.mark.parametrize(
    "fault", ["drop-before:times=1", "drop-after:times=1", "malformed-json:times=1"]
)
def test_lost_or_broken_read_is_repeated(api: Make, sandbox: Sandbox, fault: str) -> None:
    with sandbox.faults(fault):
        assert api().send(reading()).body["data"] == []
    assert len(sandbox.requests()) == 2


def test_read_that_stays_broken_is_an_error(api: Make, sandbox: Sandbox) -> None:
    with sandbox.faults("malformed-json"), pytest.raises(ProviderError) as failed:
        api(max_retries=1).send(reading())
    assert not isinstance(failed.value, OutcomeUnknownError)
    assert failed.value.summary == "Malformed answer"
    assert "read the thing" in failed.value.detail


@pytest.mark.parametrize(("max_retries", "waits"), [(2, 2), (5, 3)])
def test_connection_that_cannot_be_made_is_tried_again_even_for_a_create(
    max_retries: int, waits: int
) -> None:
    """A server of this machine that does not start within seconds is not running."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}/v1"
    nobody = Api(Settings(api_key="sk-x", base_url=url, max_retries=max_retries))
    attempts: list[float] = []

    def sleep(seconds: float, attempted: str) -> None:
        attempts.append(seconds)

    nobody.sleep = sleep  # type: ignore[method-assign]
    with pytest.raises(ProviderError) as failed:
        nobody.send(creating())
    assert not isinstance(failed.value, OutcomeUnknownError)
    assert failed.value.summary == "API cannot be reached"
    assert f"http://127.0.0.1:{port}/v1" in failed.value.detail
    assert "start it with `openai-cdktf sandbox`" in failed.value.detail
    assert len(attempts) == waits


def test_a_local_server_without_tls_needs_another_address() -> None:
    with odd_server(Say(body={"id": "x"})) as odd:
        api = Api(Settings(api_key="sk-x", base_url=odd.base_url.replace("http:", "https:")))
        with pytest.raises(ProviderError) as failed:
            api.send(creating())
    assert "The server does not use TLS. Begin its address with `http://`" in failed.value.detail
    assert "sandbox" not in failed.value.detail


def test_a_request_is_repeated_after_the_server_closed_the_connection() -> None:
    with odd_server(
        Say(status=429, headers={"retry-after-ms": "5"}, hang_up=True), Say(body={"id": "x"})
    ) as odd:
        assert to(odd).send(creating()).body == {"id": "x"}
    assert len(odd.heard) == 2


def test_a_retry_sends_files_from_their_beginning(api: Make, sandbox: Sandbox) -> None:
    content = io.BytesIO(b'{"a": 1}\n')
    upload = creating(
        path="/files",
        template="/files",
        body={"purpose": "batch"},
        files=[("file", ("a.jsonl", content, "application/octet-stream"))],
    )
    with sandbox.faults("429:times=1:retry-after-ms=1"):
        assert api().send(upload).body["bytes"] == 9


# --- never sent again -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        "500",
        "502",
        "503:code=unavailable",
        "503:code=unavailable:retry-after=0.01",
        "drop-after",
        "drop-before",
        "malformed-json",
    ],
)
def test_create_whose_outcome_is_unknown_is_never_sent_again(
    api: Make, sandbox: Sandbox, fault: str
) -> None:
    with sandbox.faults(fault), pytest.raises(OutcomeUnknownError) as failed:
        api().send(creating())
    assert len(sandbox.requests(method="POST")) == 1
    assert "may have created the object" in failed.value.detail
    assert "terraform import" in failed.value.detail
    assert "create the thing" in failed.value.detail


def test_create_that_times_out_is_never_sent_again(api: Make, sandbox: Sandbox) -> None:
    with sandbox.faults("latency=500ms"), pytest.raises(OutcomeUnknownError):
        api(timeout=0.1).send(creating())
    assert len(sandbox.requests(method="POST")) == 1


@pytest.mark.parametrize(
    "fault", ["503:times=1", "503:times=1:code=slow_down", "409:times=1:code=conversation_locked"]
)
def test_a_create_is_sent_again_after_openais_codes_for_rejection(
    api: Make, sandbox: Sandbox, fault: str
) -> None:
    with sandbox.faults(f"{fault}:retry-after=0.01"):
        api().send(creating())
    assert len(sandbox.client.get("/vector_stores").json()["data"]) == 1


def test_a_create_after_a_conflict_is_not_repeated_and_names_the_object(
    api: Make, sandbox: Sandbox
) -> None:
    with sandbox.faults("409:retry-after=0.01"), pytest.raises(ApiError) as failed:
        api().send(creating(body={"name": "docs"}))
    assert len(sandbox.requests(method="POST")) == 1
    assert failed.value.status == 409
    assert 'Look for an object whose `name` is "docs"' in failed.value.detail
    assert "terraform import" in failed.value.detail


@pytest.mark.parametrize(
    ("fault", "exists"),
    [
        ("409:message=A role called 'x' exists already.", True),
        ("409:message=The name is already in use.", True),
        ("409:code=resource_already_exists", True),
        ("409:message=Another request is already in progress.", False),
        ("409:code=lock_timeout", False),
    ],
)
def test_a_conflict_about_an_existing_object_says_to_import_it(
    api: Make,
    sandbox: Sandbox,
    fault: str,
    exists: bool,  # noqa: FBT001
) -> None:
    with sandbox.faults(f"{fault}:retry-after=0.01"):
        with pytest.raises(ApiError) as created:
            api().send(creating(body={"role_name": "docs"}))
        sent = len(sandbox.requests(method="POST"))
        with pytest.raises(ApiError) as updated:
            api(max_retries=1).send(creating(repeatable=True))
    assert sent == 1
    assert ("may have created" in created.value.detail) is not exists
    assert ('whose `role_name` is "docs"' in created.value.detail) is not exists
    assert ("The API has changed nothing." in created.value.detail) is exists
    assert ("choose another name" in updated.value.detail) is exists
    assert len(sandbox.requests(method="POST")) == (2 if exists else 3), "a lock is waited for"


def test_update_is_sent_again_after_a_conflict(api: Make, sandbox: Sandbox) -> None:
    with sandbox.faults("409:times=1:retry-after=0.01"):
        api().send(creating(repeatable=True))
    assert len(sandbox.requests(method="POST")) == 2


def test_redirected_create_is_not_followed_as_a_read() -> None:
    with (
        odd_server(Say(status=302, headers={"location": "/v1/other"})) as odd,
        pytest.raises(ApiError) as failed,
    ):
        to(odd).send(creating())
    assert [one.method for one in odd.heard] == ["POST"]
    assert "base_url" in failed.value.detail


SECRET_HEADER = {"X-Gateway-Key": "gateway-secret"}


def test_a_redirection_to_another_server_removes_secrets() -> None:
    with odd_server(Say()) as elsewhere:
        away = Say(status=302, headers={"location": f"{elsewhere.base_url}/things"})
        with odd_server(away) as odd:
            to(odd, headers=SECRET_HEADER).send(reading())
    assert odd.heard[0].headers["x-gateway-key"] == "gateway-secret"
    assert "authorization" in odd.heard[0].headers
    assert not {"x-gateway-key", "authorization"} & elsewhere.heard[0].headers.keys()


def test_redirection_within_the_server_keeps_all_headers() -> None:
    with odd_server(Say(status=307, headers={"location": "/v1/things/"}), Say()) as odd:
        to(odd, headers=SECRET_HEADER).send(reading())
    assert [one.headers["x-gateway-key"] for one in odd.heard] == ["gateway-secret"] * 2


def test_the_error_names_the_unreachable_server_of_a_redirection() -> None:
    away = Say(status=302, headers={"location": "http://127.0.0.1:1/login?session=private"})
    with odd_server(away) as odd, pytest.raises(ProviderError) as failed:
        to(odd, max_retries=0).send(reading())
    assert f"http://127.0.0.1:1 (to which {odd.base_url} redirects)" in failed.value.detail
    assert "private" not in failed.value.detail


# --- refusals ---------------------------------------------------------------------------------------------------


def test_an_api_error_contains_status_message_and_request_id(api: Make) -> None:
    with pytest.raises(ApiError) as refused:
        api().send(creating(body={"name": 5}))
    failure = refused.value
    assert (failure.status, failure.parameter) == (400, "name")
    assert failure.summary == "Invalid request"
    assert "The provider tried to create the thing. The API answered 400: " in failure.detail
    assert "\n\nRequest id: req_" in failure.detail


@pytest.mark.parametrize(
    ("body", "message", "code", "parameter"),
    [
        ({"error": {"message": "M", "code": "c", "param": "p"}}, "M", "c", "p"),
        ({"code": "c", "message": "M"}, "M", "c", None),
        ({"code": 400, "message": "M"}, "M", None, None),
        ({"error": "M"}, "M", None, None),
        ({"error": None, "message": "M"}, "M", None, None),
        ("<Error>M</Error>", "<Error>M</Error>", None, None),
        ("[1]", "[1]", None, None),
        ("", "(no message)", None, None),
        ("x" * 5000, "x" * 2000 + "…", None, None),
    ],
)
def test_all_formats_of_errors_are_read(
    body: Any, message: str, code: str | None, parameter: str | None
) -> None:
    with odd_server(Say(status=400, body=body)) as odd, pytest.raises(ApiError) as refused:
        to(odd).send(creating())
    assert refused.value.detail.endswith(f"400: {message}")
    assert (refused.value.code, refused.value.parameter) == (code, parameter)


@pytest.mark.parametrize(
    ("status", "summary"),
    [
        (401, "API key refused"),
        (403, "Permission denied"),
        (413, "Request too large"),
        (418, "API error"),
    ],
)
def test_the_summary_depends_on_the_status(status: int, summary: str) -> None:
    with odd_server(Say(status=status)) as odd, pytest.raises(ApiError) as refused:
        to(odd).send(creating())
    assert refused.value.summary == summary


def test_missing_object_is_not_found(api: Make) -> None:
    with pytest.raises(NotFoundError):
        api().send(reading("/vector_stores/vs_gone"))


def test_a_400_about_a_missing_object_means_not_found(api: Make, sandbox: Sandbox) -> None:
    with sandbox.faults("missing-as-400"), pytest.raises(NotFoundError):
        api().send(reading("/vector_stores/vs_gone"))


@pytest.mark.parametrize(
    "message",
    [
        "No such project: proj_1",
        "The model `gpt-x` does not exist",
        "Header X-Team not found in list",
        "Project not found.",
        "The organization not found",
        "Model not found",
    ],
)
def test_a_400_about_another_missing_object_does_not_mean_not_found(message: str) -> None:
    body = {"error": {"message": message}}
    with odd_server(Say(status=400, body=body)) as odd, pytest.raises(ApiError) as refused:
        to(odd).send(reading("/files/file-1"))
    assert not isinstance(refused.value, NotFoundError)


@pytest.mark.parametrize(
    "body",
    [
        "<html>404 page not found</html>",
        "404 page not found",
        {"error": {"message": "Invalid URL (GET /files/file-1)", "type": "invalid_request_error"}},
        {"detail": "Not Found"},
    ],
)
def test_an_unknown_path_keeps_the_object_in_the_state(body: Any) -> None:
    """Or a wrong base URL would empty the state."""
    with odd_server(Say(status=404, body=body)) as odd, pytest.raises(ApiError) as refused:
        to(odd).send(reading("/files/file-1"))
    assert not isinstance(refused.value, NotFoundError)
    assert "base_url" in refused.value.detail


@pytest.mark.parametrize(
    "body",
    [
        "",
        {},
        {"error": {"message": "No such File object: file-1"}},
        {"detail": "File file-1 not found"},
        {"code": 404, "message": "The project file-1 was not found"},
    ],
)
def test_any_other_404_is_about_the_object(body: Any) -> None:
    with odd_server(Say(status=404, body=body)) as odd, pytest.raises(NotFoundError):
        to(odd).send(reading("/files/file-1"))


# --- odd answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ["null", "[]", "5", '"text"', "{", "<Error>", '{"a": NaN}', "[" * 100_000]
)
def test_a_success_without_a_json_object_is_malformed(body: str) -> None:
    with odd_server(Say(body=body)) as odd:
        with pytest.raises(OutcomeUnknownError):
            to(odd).send(creating())
        with pytest.raises(ProviderError, match="not a JSON object"):
            to(odd, max_retries=0).send(reading())


PAGE = "<!DOCTYPE html><html><head><title>Access denied</title><style>p {}</style></head></html>"


@pytest.mark.parametrize("status", [200, 403, 407, 418])
def test_a_web_page_instead_of_an_answer_is_reported_with_its_title(status: int) -> None:
    with odd_server(Say(status=status, body=PAGE)) as odd, pytest.raises(ProviderError) as failed:
        to(odd, max_retries=0).send(reading())
    assert 'a web page, "Access denied". ' in failed.value.detail.replace("\n\n", ". ")
    assert "Check `base_url`" in failed.value.detail
    assert "HTTPS_PROXY" in failed.value.detail
    assert "<" not in failed.value.detail


def test_a_web_page_with_an_error_status_does_not_blame_the_address() -> None:
    with odd_server(Say(status=502, body=PAGE)) as odd, pytest.raises(ProviderError) as failed:
        to(odd, max_retries=0).send(reading())
    assert failed.value.detail.endswith('502: a web page, "Access denied"')


def test_a_lone_surrogate_is_replaced() -> None:
    reported = json_object(b'{"a\\ud83d": ["\\uD83d\\uDE00", "x\\ud83d"], "b": "\\\\ud"}')
    assert reported == {"a\ufffd": ["😀", "x\ufffd"], "b": "\\ud"}


# --- keys -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("auth", "kind"), [("project", "project"), ("admin", "admin")])
def test_the_endpoint_selects_the_key_if_both_are_set(
    api: Make, sandbox: Sandbox, auth: Any, kind: str
) -> None:
    path = "/organization/projects" if auth == "admin" else "/vector_stores"
    api().send(reading(path, auth=auth))
    assert [one["key_kind"] for one in sandbox.requests()] == [kind]


@pytest.mark.parametrize(
    ("auth", "attribute", "variable"),
    [("project", "api_key", "OPENAI_API_KEY"), ("admin", "admin_api_key", "OPENAI_ADMIN_KEY")],
)
def test_missing_key_names_attribute_variable_and_object(
    api: Make, sandbox: Sandbox, auth: Any, attribute: str, variable: str
) -> None:
    with pytest.raises(ProviderError) as failed:
        api(**{attribute: None}).send(reading(auth=auth))
    assert failed.value.summary == "Missing API key"
    for word in (f"`{attribute}`", variable, "openai_thing"):
        assert word in failed.value.detail
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    ("auth", "attribute", "key"),
    [
        ("project", "api_key", "sk-admin-abcdefgh12345678"),
        ("admin", "admin_api_key", "sk-proj-abcdefgh12345678"),
        ("admin", "admin_api_key", "sk-svcacct-abcdefgh12345678"),
    ],
)
def test_the_wrong_kind_of_key_is_refused_before_anything_is_sent(
    api: Make, sandbox: Sandbox, auth: Any, attribute: str, key: str
) -> None:
    with pytest.raises(ProviderError) as failed:
        api(**{attribute: key}).send(reading(auth=auth))
    assert failed.value.summary == "Wrong kind of API key"
    assert attribute in failed.value.detail
    assert key not in failed.value.detail
    assert sandbox.requests() == []


def test_keys_of_other_servers_can_have_any_form() -> None:
    with odd_server(Say(body={"id": "x"})) as odd:
        to(odd, api_key="whatever").send(creating())
        to(odd, admin_api_key="whatever").send(reading(auth="admin"))
    assert [one.headers["authorization"] for one in odd.heard] == ["Bearer whatever"] * 2


@pytest.mark.parametrize("key", ["sk-proj-abcdefgh\nX", "sk-proj-ключ1234", "gate\tway"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ProviderError) as failed:
        Api(Settings(api_key=key)).send(reading())
    assert failed.value.summary == "Malformed API key"
    assert key not in failed.value.detail


# --- secrets ----------------------------------------------------------------------------------------------------


@pytest.fixture
def traced(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO), caplog.at_level(TRACE, logger="provider_shim"):
        yield caplog


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(str(vars(record)) for record in caplog.records)


def test_no_secret_gets_into_a_message_or_the_log(traced: pytest.LogCaptureFixture) -> None:
    secrets: dict[str, Any] = {
        "api_key": "gateway-key-of-no-known-form",
        "admin_api_key": "sk-admin-abcdefgh12345678",
        "headers": {"X-Gateway": "gateway-password"},
    }
    echo = f"{secrets['api_key']} {secrets['admin_api_key']} gateway-password sk-abc***wxyz"
    with (
        odd_server(Say(status=400, body={"error": {"message": f"Bad: {echo}"}})) as odd,
        pytest.raises(ApiError) as refused,
    ):
        to(odd, **secrets).send(
            creating(body={"name": "n", "secret": "write-only", "api_key": "k2"})
        )
    for secret in ("gateway-key", "sk-admin", "gateway-password", "sk-abc", "write-only", "k2'"):
        assert secret not in refused.value.detail
        assert secret not in logged(traced)
    assert "400: Bad: (key) (key) (key) (key)" in refused.value.detail


def test_each_attempt_is_logged(
    api: Make, sandbox: Sandbox, traced: pytest.LogCaptureFixture
) -> None:
    with sandbox.faults("429:times=1:retry-after-ms=1"):
        api().send(creating(body={"name": "n", "metadata": {"a": "b"}}))
    calls = [vars(record) for record in traced.records if record.getMessage() == "API call"]
    assert [(one["method"], one["path"], one["status"], one["attempt"]) for one in calls] == [
        ("POST", "/vector_stores", 429, 1),
        ("POST", "/vector_stores", 200, 2),
    ]
    assert all(one["duration_ms"] >= 0 and one["request_id"].startswith("req_") for one in calls)
    waits = [vars(record) for record in traced.records if "waiting" in record.getMessage()]
    assert [one["attempt"] for one in waits] == [1]


def test_bodies_are_logged_only_at_trace(api: Make, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="provider_shim"):
        api().send(creating(body={"name": "very private"}))
    assert "very private" not in logged(caplog)


# --- stopping ---------------------------------------------------------------------------------------------------


def test_a_stop_ends_a_wait_immediately(api: Make, sandbox: Sandbox) -> None:
    stopping, failures = api(), []

    def call() -> None:
        try:
            stopping.send(reading())
        except ProviderError as failure:
            failures.append(failure)

    with sandbox.faults("429:retry-after=200"):
        thread = threading.Thread(target=call)
        thread.start()
        deadline = time.monotonic() + 20
        while not sandbox.requests() and time.monotonic() < deadline:
            time.sleep(0.01)
        stopping.stop()
        thread.join(timeout=20)  # far below the wait
    assert not thread.is_alive()
    assert [type(failure) for failure in failures] == [CancelledError]


# The sandbox answers what was given up all the same, when other tests run: it must leave nothing there, either.
_QUESTION = creating(
    path="/embeddings",
    template="/embeddings",
    body={"model": "text-embedding-3-small", "input": "Hello"},
    leaves_nothing=True,
)


@pytest.mark.parametrize("request_", [reading(), _QUESTION], ids=["read", "question"])
def test_stop_ends_the_wait_for_requests_that_change_nothing(
    api: Make, sandbox: Sandbox, request_: Request
) -> None:
    assert isinstance(_stopped_under_way(api(), sandbox, request_, "60000ms"), CancelledError)


def test_stop_waits_for_requests_that_may_have_an_effect(api: Make, sandbox: Sandbox) -> None:
    answer = _stopped_under_way(api(), sandbox, creating(), "500ms")
    assert isinstance(answer, Answer)
    assert answer.body["id"].startswith("vs_")


def _stopped_under_way(stopping: Api, sandbox: Sandbox, request_: Request, latency: str) -> Any:
    """Return the result of a request during which Terraform stops the run."""
    outcomes: list[Any] = []

    def call() -> None:
        try:
            outcomes.append(stopping.send(request_))
        except ProviderError as failure:
            outcomes.append(failure)

    with sandbox.faults(f"latency={latency}:path={request_.path}"):
        thread = threading.Thread(target=call, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not sandbox.requests() and time.monotonic() < deadline:
            time.sleep(0.01)
        stopping.stop()
        thread.join(timeout=20)  # far below the latency of what is given up
    (outcome,) = outcomes
    return outcome


def test_nothing_is_sent_after_a_stop(api: Make, sandbox: Sandbox) -> None:
    stopped = api()
    stopped.stop()
    with pytest.raises(CancelledError):
        stopped.send(reading())
    assert sandbox.requests() == []


# --- start-up ---------------------------------------------------------------------------------------------------


def test_client_is_not_loaded_before_the_first_call() -> None:
    """Loading it takes longer than most plans."""
    program = """
import sys
from provider_shim.provider import Provider
provider = Provider()
schema = provider.resources["openai_vector_store"].attributes
config = {name: None for name in schema} | {"name": "n"}
provider.configure({name: None for name, _ in provider.schema.items()}, terraform_version="1.11.4")
provider.validate_resource("openai_vector_store", config)
assert provider.plan("openai_vector_store", None, config, config, b"").planned["name"] == "n"
print([name for name in ("openai", "httpx2", "httpx", "pydantic", "grpc", "cdktf", "jsii") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"


def test_garbage_collection_works_after_the_client_is_loaded() -> None:
    program = """
import gc, sys
from provider_shim.api.client import Api, Settings
frozen = gc.get_freeze_count()
Api(Settings(api_key="sk-x"))._connected()
assert "openai" in sys.modules
assert gc.isenabled()
once = gc.get_freeze_count()
assert once > frozen
Api(Settings(api_key="sk-x"))._connected()
assert gc.get_freeze_count() <= once
"""
    subprocess.run([sys.executable, "-c", program], timeout=60, check=True)


def test_the_first_request_starts_no_process(sandbox: Sandbox) -> None:
    program = """
import sys
started = []
sys.addaudithook(lambda event, arguments: event == "subprocess.Popen" and started.append(arguments[1]))
from provider_shim.api.client import Api, Settings
from provider_shim.api.exchange import Request
api = Api(Settings(api_key="sk-key", base_url=sys.argv[1]))
api.send(Request(method="GET", path="/models", template="/models", needed_by="openai_model", attempted="list the models"))
print(started)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, sandbox.base_url],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "[]\n"
