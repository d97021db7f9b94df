"""An answer never replaces the ids of a known object. Allowed differences do not mean another object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.provider import Provider
from provider_shim.vocabulary.identities import display_name
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

BATCH = "openai_vector_store_file_batch"
WANTED = {"vector_store_id": "vs_1", "file_ids": ["file-1"]}
MADE = {"id": "vsfb_1", "object": "vector_store.files_batch", "vector_store_id": "vs_1"}
DriverFor = Callable[..., Driver]


def test_an_answer_about_the_vector_store_keeps_the_id_of_the_batch(driver_for: DriverFor) -> None:
    store = {"id": "vs_1", "object": "vector_store", "status": "in_progress"}
    with odd_server(Say(body={**MADE, "status": "in_progress"}), Say(body=store)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=0)
        made = driver.create(BATCH, WANTED)
        [failure] = made.errors
        assert made["id"] == "vsfb_1"
        assert [one.method for one in odd.heard] == ["POST", "GET"]
        again = driver.read(made)
    assert failure.summary == "Answer about another object"
    for reported in (
        '"vsfb_1"',
        '"vs_1"',
        '"vector_store"',
        "state do not change",
        "terraform untaint",
    ):
        assert reported in failure.detail
    assert again.state == made.state
    assert [one.summary for one in again.errors] == ["Answer about another object"]


def test_answer_with_another_parent_is_about_another_object(driver_for: DriverFor) -> None:
    elsewhere = {**MADE, "vector_store_id": "vs_2", "status": "completed"}
    with odd_server(Say(body={**MADE, "status": "completed"}), Say(body=elsewhere)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=0)
        made = driver.create(BATCH, WANTED)
        assert made.errors == []
        [failure] = driver.read(made).errors
    assert 'vector_store_id is "vs_2"' in failure.detail


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "completed"},
        {"id": None, "object": None, "status": "completed"},
        {"id": "", "object": "batch.of.files", "status": "completed"},
        {"id": 7, "status": "completed"},
    ],
)
def test_an_answer_without_an_id_keeps_the_id(
    driver_for: DriverFor, answer: dict[str, Any]
) -> None:
    with odd_server(Say(body={**MADE, "status": "completed"}), Say(body=answer)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=0)
        found = driver.read(driver.create(BATCH, WANTED))
    assert found.errors == []
    assert found["id"] == "vsfb_1"


def test_an_address_with_other_capitals_is_the_same_user(driver_for: DriverFor) -> None:
    person = {"object": "organization.user", "id": "user-1", "email": "Ada@example.com"}
    with odd_server(Say(body={**person, "role": "reader"})) as odd:
        driver = driver_for(base_url=odd.base_url, admin_api_key="k", max_retries=0)
        found = driver.create("openai_organization_user", {"user_id": "user-1"})
        assert found.errors == []
        assert driver.read(found).errors == []


def test_a_data_source_rejects_an_answer_about_another_object(driver_for: DriverFor) -> None:
    with odd_server(Say(body={"id": "vs_2", "object": "vector_store", "name": "other"})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=0)
        result = driver.look_up("openai_vector_store", {"id": "vs_1"})
    assert result.state is None
    assert [one.summary for one in result.diagnostics] == ["Answer about another object"]


def test_an_alias_of_a_model_matches_its_snapshot(driver_for: DriverFor) -> None:
    body = {"id": "gpt-4o-2024-08-06", "object": "model", "owned_by": "me", "created": 1}
    with odd_server(Say(body=body)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=0)
        found = driver.look_up("openai_model", {"id": "gpt-4o"}).state
    assert found is not None
    assert (found["id"], found["owned_by"]) == ("gpt-4o", "me")


def test_imported_version_of_a_skill_gets_its_own_id() -> None:
    imported = Provider().import_state("openai_skill_version", "skill_1/2")
    assert Instance(type_name="openai_skill_version", state=imported.state)["id"] is None
    assert (imported.state["skill_id"], imported.state["version"]) == ("skill_1", "2")


def test_the_display_name_is_the_first_field_with_a_text() -> None:
    values = {"model": "gpt-4o", "filename": "faq.md", "title": None, "name": " "}
    assert display_name(values) == "faq.md"
    assert display_name({"filename": "x", "name": "Search"}) == "Search"
    assert display_name({"id": "x_1"}) == ""
