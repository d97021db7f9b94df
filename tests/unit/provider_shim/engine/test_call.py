"""The error of a wait that ends early describes the object."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.engine.call import Call, Values
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    CancelledError,
    OutcomeUnknownError,
    Path,
    ProviderError,
)
from provider_shim.vocabulary.rest import BY_PAGE, Rest
from tests.unit.provider_shim.odd_server import Say, odd_server


def stopped() -> Call:
    api = Api(Settings(api_key="sk-x"))
    api.stop()
    return Call(api=api, type_name="openai_thing")


def test_a_stopped_wait_explains_how_to_keep_the_existing_object() -> None:
    call = stopped()
    call.save({"id": "thing-1"})
    with pytest.raises(CancelledError) as cancelled:
        call.pause(1, "finish the thing")
    assert "waited to finish the thing" in cancelled.value.detail
    assert "The object exists." in cancelled.value.detail
    assert "terraform untaint" in cancelled.value.detail


def test_a_timeout_explains_how_to_keep_the_existing_object() -> None:
    call = stopped()
    call.save({"id": "thing-1"})
    with pytest.raises(CancelledError) as cancelled:
        call.send(Rest("/things"), "/things", {}, "finish the thing", method="GET")
    assert "finish the thing" in cancelled.value.detail
    assert "terraform untaint" in cancelled.value.detail


def test_a_stopped_wait_without_an_object_does_not_mention_an_object() -> None:
    with pytest.raises(CancelledError) as cancelled:
        stopped().pause(1, "find the thing")
    assert "exists" not in cancelled.value.detail


@pytest.fixture
def silent() -> Iterator[str]:
    """Return the address of a server that accepts requests and does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@pytest.mark.parametrize("saved", [{"id": "thing-1"}, None], ids=["exists", "new"])
@pytest.mark.parametrize("path", [("timeouts",), ()], ids=["timeouts", "no timeouts"])
def test_a_read_ends_at_the_time_limit_of_the_operation(
    silent: str, path: Path, saved: Values | None
) -> None:
    settings = Settings(api_key="sk-x", base_url=silent, timeout=20, max_retries=0)
    call = Call(
        api=Api(settings),
        type_name="openai_thing",
        deadline=time.monotonic() + 0.1,
        has_timeout=bool(path),
        saved=saved,
    )
    with pytest.raises(ProviderError) as late:
        call.send(Rest("/things"), "/things", {}, "finish the thing", method="GET")
    assert (late.value.summary, late.value.path) == ("Timeout", path)
    assert "waited to finish the thing" in late.value.detail
    assert ("`timeouts`" in late.value.detail) is bool(path)
    assert ("The object exists" in late.value.detail) is (saved is not None)


def test_a_create_continues_after_the_time_limit_of_its_operation(silent: str) -> None:
    settings = Settings(api_key="sk-x", base_url=silent, timeout=0.3, max_retries=0)
    call = Call(api=Api(settings), type_name="openai_thing", deadline=time.monotonic())
    with pytest.raises(OutcomeUnknownError):
        call.send(Rest("/things"), "/things", {}, "make the thing", method="POST", repeatable=False)


def test_a_read_is_not_repeated_after_the_time_limit() -> None:
    with odd_server(Say(body={"error": {}}, status=500, headers={"retry-after": "60"})) as odd:
        settings = Settings(api_key="sk-x", base_url=odd.base_url, max_retries=5)
        call = Call(api=Api(settings), type_name="openai_thing", deadline=time.monotonic() + 30)
        with pytest.raises(ApiError):
            call.send(Rest("/things"), "/things", {}, "finish the thing", method="GET")
        assert len(odd.heard) == 1


def test_request_with_a_key_is_sent_again_and_recognized() -> None:
    busy = Say(body={"error": {}}, status=503, headers={"retry-after": "0.001"})
    with odd_server(busy, Say(body={"id": "env-1"})) as odd:
        settings = Settings(api_key="sk-x", base_url=odd.base_url, max_retries=1)
        call = Call(api=Api(settings), type_name="openai_thing")
        path = "/agents/environments"
        call.send(Rest(path), path, {}, "make it", method="POST", body={}, repeatable=False)
    keys = {one.headers["idempotency-key"] for one in odd.heard}
    assert (len(odd.heard), len(keys)) == (2, 1)


def test_pages_of_objects_without_ids_use_a_cursor() -> None:
    first = Say(body={"data": [{"path": "/a"}], "has_more": True, "next": "t-2"})
    last = Say(body={"data": [{"path": "/b"}], "has_more": False})
    with odd_server(first, last) as odd:
        call = Call(api=Api(Settings(api_key="sk-x", base_url=odd.base_url)), type_name="openai_x")
        rest = Rest("/files", cursor=BY_PAGE)
        assert [one["path"] for one in call.pages(rest, {}, "list the files")] == ["/a", "/b"]
    assert odd.heard[1].path.endswith("/files?page=t-2")


def test_the_next_page_begins_after_the_last_object_without_a_cursor() -> None:
    first = Say(body={"data": [{"id": "a"}], "has_more": True, "next_page": None})
    with odd_server(first, Say(body={"data": [], "has_more": False})) as odd:
        call = Call(api=Api(Settings(api_key="sk-x", base_url=odd.base_url)), type_name="openai_x")
        assert list(call.pages(Rest("/things"), {}, "list the things")) == [{"id": "a"}]
    assert odd.heard[1].path.endswith("/things?after=a")
