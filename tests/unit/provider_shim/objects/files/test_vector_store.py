"""``openai_vector_store`` and ``openai_vector_store_file``: waiting, failures, and values that the API returns differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openai_sandbox import ControlClient
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

STORE, MEMBER = "openai_vector_store", "openai_vector_store_file"
STATIC = {
    "type": "static",
    "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
}


def uploaded(sandbox: Sandbox, name: str = "a.txt", content: bytes = b"text") -> str:
    answer = sandbox.client.post(
        "/files", files={"file": (name, content)}, data={"purpose": "assistants"}
    )
    return str(answer.json()["id"])


def new_store(sandbox: Sandbox) -> str:
    return str(sandbox.client.post("/vector_stores", json={"name": "n"}).json()["id"])


# --- vector stores ----------------------------------------------------------------------------------------------


def test_an_expired_vector_store_is_planned_again(driver: Driver, sandbox: Sandbox) -> None:
    values = {"name": "n", "expires_after": {"anchor": "last_active_at", "days": 1}}
    store = driver.create(STORE, values)
    assert driver.has_no_changes(driver.read(store), values)
    ControlClient(sandbox.base_url).expire(f"/vector_stores/{store['id']}")
    assert driver.read(store).state is None
    found = driver.look_up(STORE, {"id": store["id"]})
    assert found.state is not None, found.diagnostics
    assert found.state["status"] == "expired", "data sources still find it"


def test_a_vector_store_waits_for_its_files(driver: Driver, sandbox: Sandbox) -> None:
    values = {"name": "n", "file_ids": [uploaded(sandbox), uploaded(sandbox, "b.md")]}
    with sandbox.faults("slow=2"):
        store = driver.create(STORE, values)
    assert store.diagnostics == []
    assert store["status"] == "completed"
    assert store["file_counts"]["completed"] == 2
    assert driver.has_no_changes(driver.read(store), values)


def test_a_vector_store_does_not_wait_if_configured(driver: Driver, sandbox: Sandbox) -> None:
    values = {"file_ids": [uploaded(sandbox)], "wait_for_completion": False}
    store = driver.create(STORE, values)
    assert store["status"] == "in_progress"
    assert sandbox.requests(method="GET") == []


def test_a_vector_store_without_files_does_not_wait(driver: Driver, sandbox: Sandbox) -> None:
    driver.create(STORE, {"name": "n"})
    assert len(sandbox.requests()) == 1


def test_a_create_waits_until_the_vector_store_is_visible(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("eventual=2"):
        store = driver.create(STORE, {"name": "n", "file_ids": [uploaded(sandbox)]})
    assert store.diagnostics == []
    assert store["status"] == "completed"


def test_a_vector_store_with_failed_files_is_a_warning(driver: Driver, sandbox: Sandbox) -> None:
    values = {"name": "n", "file_ids": [uploaded(sandbox), uploaded(sandbox, "setup.exe")]}
    store = driver.create(STORE, values)
    assert store.errors == []
    [warning] = store.warnings
    assert warning.path == ("file_ids",)
    assert "1 of 2 files" in warning.detail
    assert store["file_counts"]["failed"] == 1


def test_the_expiry_is_changed_and_removed_in_place(driver: Driver, sandbox: Sandbox) -> None:
    expiring = {"name": "n", "expires_after": {"anchor": "last_active_at", "days": 7}}
    store = driver.create(STORE, expiring)
    assert driver.has_no_changes(driver.read(store), expiring)
    changed = driver.update(store, {"name": "n"})
    assert sandbox.requests(method="POST")[-1]["body"] == {"expires_after": None}
    assert changed["expires_after"] is None
    assert driver.has_no_changes(driver.read(changed), {"name": "n"})


@pytest.mark.parametrize("change", [{"file_ids": ["file-x"]}, {"description": "other"}])
def test_a_change_that_the_api_does_not_support_replaces_the_vector_store(
    driver: Driver, change: Any
) -> None:
    store = driver.create(STORE, {"name": "n"})
    assert driver.plan(store, {"name": "n", **change}).requires_replace == [(next(iter(change)),)]


def test_another_order_of_files_changes_nothing(driver: Driver, sandbox: Sandbox) -> None:
    one, other = uploaded(sandbox), uploaded(sandbox)
    store = driver.create(STORE, {"file_ids": [one, other]})
    assert driver.has_no_changes(store, {"file_ids": [other, one]})


def test_an_imported_vector_store_keeps_the_configured_files(
    driver: Driver, sandbox: Sandbox
) -> None:
    adopted = driver.adopt(STORE, new_store(sandbox))
    values = {"name": "n", "description": "d"}
    assert driver.plan(adopted, values).requires_replace == []
    updated = driver.update(adopted, values)
    assert driver.has_no_changes(driver.read(updated), values)
    other = driver.plan(updated, {"name": "n", "description": "e"})
    assert other.requires_replace == [("description",)]


# --- files in vector stores -------------------------------------------------------------------------------------


def test_a_create_waits_for_the_file_and_returns_a_composite_id(
    driver: Driver, sandbox: Sandbox
) -> None:
    store, file = new_store(sandbox), uploaded(sandbox)
    values = {
        "vector_store_id": store,
        "file_id": file,
        "attributes": {"team": "a", "year": 2026, "draft": True},
    }
    with sandbox.faults("slow=2"):
        member = driver.create(MEMBER, values)
    assert member.diagnostics == []
    assert (member["id"], member["status"]) == (f"{store}/{file}", "completed")
    assert driver.has_no_changes(driver.read(member), values)


def test_chunking_chosen_by_the_api_is_not_drift(driver: Driver, sandbox: Sandbox) -> None:
    values = {"vector_store_id": new_store(sandbox), "file_id": uploaded(sandbox)}
    member = driver.create(MEMBER, values)
    assert member["chunking_strategy"] == STATIC
    read = driver.read(member)
    assert driver.has_no_changes(read, values)
    assert driver.has_no_changes(read, {**values, "chunking_strategy": {"type": "auto"}})
    assert driver.has_no_changes(read, {**values, "chunking_strategy": STATIC})
    other = {
        "type": "static",
        "static": {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50},
    }
    plan = driver.plan(read, {**values, "chunking_strategy": other})
    assert plan.requires_replace == []
    assert plan.planned != read.state


def test_a_changed_chunking_strategy_removes_and_adds_the_file(
    driver: Driver, sandbox: Sandbox
) -> None:
    values = {
        "vector_store_id": new_store(sandbox),
        "file_id": uploaded(sandbox),
        "attributes": {"team": "a"},
    }
    member = driver.create(MEMBER, {**values, "chunking_strategy": STATIC})
    sandbox.clear_requests()
    static = {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50}
    other = {**values, "chunking_strategy": {"type": "static", "static": static}}
    changed = driver.update(member, other)
    assert [one["method"] for one in sandbox.requests() if one["method"] != "GET"] == [
        "DELETE",
        "POST",
    ]
    assert changed["chunking_strategy"]["static"] == static
    assert driver.has_no_changes(driver.read(changed), other)
    automatic = {**values, "chunking_strategy": {"type": "auto"}}
    assert driver.has_no_changes(driver.read(driver.update(changed, automatic)), automatic)


def test_a_file_that_was_not_added_again_is_created_by_the_next_apply(
    driver: Driver, sandbox: Sandbox
) -> None:
    values = {"vector_store_id": new_store(sandbox), "file_id": uploaded(sandbox)}
    member = driver.create(MEMBER, values)
    static = {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50}
    other = {**values, "chunking_strategy": {"type": "static", "static": static}}
    with sandbox.faults("400:method=POST"):
        failed = driver.update(member, other)
    assert failed.errors
    assert driver.read(failed).state is None


def test_an_overlap_of_zero_is_kept(driver: Driver, sandbox: Sandbox) -> None:
    values = {"vector_store_id": new_store(sandbox), "file_id": uploaded(sandbox)}
    member = driver.create(MEMBER, values)
    apart = {
        "type": "static",
        "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 0},
    }
    plan = driver.plan(member, {**values, "chunking_strategy": apart})
    assert plan.planned != member.state


def test_automatic_chunking_stays_automatic(driver: Driver, sandbox: Sandbox) -> None:
    values = {
        "vector_store_id": new_store(sandbox),
        "file_id": uploaded(sandbox),
        "chunking_strategy": {"type": "auto"},
    }
    member = driver.create(MEMBER, values)
    assert driver.has_no_changes(driver.read(member), values)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("setup.exe", b"MZ", "The file type is not supported."),
        ("empty.txt", b"", "it is empty"),
    ],
)
def test_a_file_that_cannot_be_processed_is_tainted_with_the_reason(
    driver: Driver, sandbox: Sandbox, name: str, content: bytes, reason: str
) -> None:
    store, file = new_store(sandbox), uploaded(sandbox, name, content)
    member = driver.create(MEMBER, {"vector_store_id": store, "file_id": file})
    [error] = member.errors
    assert error.summary == "Vector store file failed"
    assert reason in error.detail
    assert (member["id"], member["status"]) == (f"{store}/{file}", "failed")
    assert member["last_error"]["code"] in {"unsupported_file", "invalid_file"}
    assert driver.destroy(member).errors == []


def test_a_create_waits_until_the_file_is_visible(driver: Driver, sandbox: Sandbox) -> None:
    store, file = new_store(sandbox), uploaded(sandbox)
    with sandbox.faults("eventual=3"):
        member = driver.create(MEMBER, {"vector_store_id": store, "file_id": file})
    assert member.diagnostics == []
    assert member["status"] == "completed"


def test_a_file_that_never_becomes_visible_is_an_error_with_its_id(
    driver: Driver, sandbox: Sandbox
) -> None:
    store, file = new_store(sandbox), uploaded(sandbox)
    with sandbox.faults("eventual=99"):
        member = driver.create(MEMBER, {"vector_store_id": store, "file_id": file})
    assert [one.summary for one in member.errors] == ["Not found"]
    assert member["id"] == f"{store}/{file}"


def test_attributes_are_changed_and_removed_in_place(driver: Driver, sandbox: Sandbox) -> None:
    values = {"vector_store_id": new_store(sandbox), "file_id": uploaded(sandbox)}
    member = driver.create(MEMBER, {**values, "attributes": {"a": 1}})
    changed = driver.update(member, {**values, "attributes": {"a": True, "b": "x"}})
    assert sandbox.requests(method="POST")[-1]["body"] == {"attributes": {"a": True, "b": "x"}}
    bare = driver.update(changed, values)
    assert bare["attributes"] is None
    assert driver.has_no_changes(driver.read(bare), values)


def test_another_vector_store_replaces_the_file(driver: Driver, sandbox: Sandbox) -> None:
    values = {"vector_store_id": new_store(sandbox), "file_id": uploaded(sandbox)}
    member = driver.create(MEMBER, values)
    moved = driver.plan(member, {**values, "vector_store_id": new_store(sandbox)})
    assert moved.requires_replace == [("vector_store_id",)]


def test_a_missing_file_is_an_error_at_its_attribute(driver: Driver, sandbox: Sandbox) -> None:
    member = driver.create(MEMBER, {"vector_store_id": new_store(sandbox), "file_id": "file-none"})
    assert member.state is None
    [error] = member.errors
    assert error.path == ("file_id",)


def test_an_import_by_composite_id_plans_no_change(driver: Driver, sandbox: Sandbox) -> None:
    store, file = new_store(sandbox), uploaded(sandbox)
    sandbox.client.post(f"/vector_stores/{store}/files", json={"file_id": file})
    adopted = driver.adopt(MEMBER, f"{store}/{file}")
    assert adopted["id"] == f"{store}/{file}"
    updated = driver.read(adopted)
    values = {"vector_store_id": store, "file_id": file}
    assert driver.plan(updated, values).requires_replace == []
    assert driver.has_no_changes(updated, values)


def test_a_failure_without_a_reason_is_reported_as_such(driver_for: Callable[..., Driver]) -> None:
    body = {"id": "file-1", "vector_store_id": "vs_1", "status": "failed", "last_error": None}
    with odd_server(Say(body=body)) as odd:
        member = driver_for(base_url=odd.base_url, api_key="k").create(
            MEMBER, {"vector_store_id": "vs_1", "file_id": "file-1"}
        )
    assert "the API gives no reason." in member.errors[0].detail
