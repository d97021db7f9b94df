"""``openai_assistant`` and its data source: a large nested schema, defaults of servers, and lookups."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

ASSISTANT = "openai_assistant"
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}
NOTHING = {"type": "function", "function": {"name": "nothing", "parameters": {"type": "object"}}}
SEARCH = {
    "type": "file_search",
    "file_search": {"max_num_results": 5, "ranking_options": {"score_threshold": 0.5}},
}


def assistant(**more: Any) -> dict[str, Any]:
    return {"model": "gpt-4o", **more}


@pytest.mark.parametrize(
    "values",
    [
        assistant(),
        assistant(name="n", description="d", instructions="i", metadata={"a": "1"}),
        assistant(name="", instructions=""),
        assistant(temperature=0.5, top_p=0.1),
        assistant(temperature=1, top_p=1, response_format="auto"),
        assistant(tools=[]),
        assistant(tools=[{"type": "code_interpreter"}]),
        assistant(tools=[WEATHER, NOTHING, SEARCH, {"type": "code_interpreter"}]),
        assistant(response_format={"type": "json_object"}),
        assistant(
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "f", "schema": {"type": "object"}, "strict": True},
            }
        ),
        assistant(tool_resources={"code_interpreter": {"file_ids": []}}),
        assistant(metadata={}),
    ],
    ids=str,
)
def test_defaults_of_the_server_plan_no_change(driver: Driver, values: dict[str, Any]) -> None:
    made = driver.create(ASSISTANT, values)
    assert made.diagnostics == []
    assert driver.has_no_changes(driver.read(made), values)


def test_all_arguments_can_be_changed_and_removed_in_place(
    driver: Driver, sandbox: Sandbox
) -> None:
    full = assistant(
        name="n",
        instructions="i",
        temperature=0.5,
        tools=[WEATHER],
        response_format={"type": "json_object"},
        metadata={"a": "1"},
    )
    made = driver.create(ASSISTANT, full)
    changed = driver.update(made, {**full, "tools": [WEATHER, NOTHING], "temperature": 0})
    assert changed["id"] == made["id"]
    assert sandbox.requests(method="POST")[-1]["body"] == {
        "tools": [WEATHER, NOTHING],
        "temperature": 0,
    }
    bare = driver.update(changed, assistant())
    assert bare.diagnostics == []
    assert driver.has_no_changes(driver.read(bare), assistant())


def test_the_id_of_a_vector_store_created_with_the_assistant_is_read(
    driver: Driver, sandbox: Sandbox
) -> None:
    along = assistant(tool_resources={"file_search": {"vector_stores": [{"metadata": {"a": "1"}}]}})
    made = driver.create(ASSISTANT, along)
    assert made.diagnostics == []
    [store] = made["tool_resources"]["file_search"]["vector_store_ids"]
    assert sandbox.client.get(f"/vector_stores/{store}").status_code == 200
    assert driver.has_no_changes(driver.read(made), along)


def test_adding_vector_stores_replaces_the_assistant(driver: Driver) -> None:
    made = driver.create(ASSISTANT, assistant())
    along = assistant(tool_resources={"file_search": {"vector_stores": [{}]}})
    assert driver.plan(made, along).requires_replace == [
        ("tool_resources", "file_search", "vector_stores")
    ]


def test_a_change_outside_terraform_is_planned_back(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ASSISTANT, assistant(name="n", tools=[WEATHER]))
    sandbox.client.post(f"/assistants/{made['id']}", json={"name": "m", "tools": [NOTHING]})
    read = driver.read(made)
    assert read["name"] == "m"
    assert not driver.has_no_changes(read, assistant(name="n", tools=[WEATHER]))


def test_an_import_plans_no_change(driver: Driver, sandbox: Sandbox) -> None:
    values = assistant(name="n", tools=[WEATHER, SEARCH], metadata={"a": "1"}, temperature=0.2)
    made = sandbox.client.post("/assistants", json=values).json()
    adopted = driver.adopt(ASSISTANT, made["id"])
    assert driver.has_no_changes(adopted, values)


# --- data source ------------------------------------------------------------------------------------------------


def test_an_assistant_is_found_by_id_and_by_name(driver: Driver, sandbox: Sandbox) -> None:
    for name in ("a", "b", "c"):
        sandbox.client.post("/assistants", json=assistant(name=name, tools=[WEATHER]))
    by_name = driver.look_up(ASSISTANT, {"name": "b"}).state
    assert by_name is not None
    by_id = driver.look_up(ASSISTANT, {"id": by_name["id"]}).state
    assert by_id == by_name
    assert by_id["model"] == "gpt-4o"
    assert by_id["tools"].value == [WEATHER]


def test_an_assistant_is_found_on_any_page_of_the_list(driver: Driver, sandbox: Sandbox) -> None:
    for number in range(105):
        sandbox.client.post("/assistants", json=assistant(name=f"a{number}"))
    for name in ("a0", "a104"):
        assert driver.look_up(ASSISTANT, {"name": name}).diagnostics == []


def test_a_name_of_two_assistants_is_an_error(driver: Driver, sandbox: Sandbox) -> None:
    ids = [
        sandbox.client.post("/assistants", json=assistant(name="twin")).json()["id"]
        for _ in range(2)
    ]
    [error] = driver.look_up(ASSISTANT, {"name": "twin"}).diagnostics
    assert (error.summary, error.path) == ("Ambiguous name", ("name",))
    assert all(one in error.detail for one in ids)


@pytest.mark.parametrize("values", [{"name": "nobody"}, {"id": "asst_none"}])
def test_a_missing_assistant_is_an_error(driver: Driver, values: dict[str, Any]) -> None:
    [error] = driver.look_up(ASSISTANT, values).diagnostics
    assert error.summary == "Not found"


@pytest.mark.parametrize("values", [{}, {"name": "n", "id": "i"}])
def test_exactly_one_of_id_and_name_is_required(driver: Driver, values: dict[str, Any]) -> None:
    assert len(driver.look_up(ASSISTANT, values).diagnostics) == 1


def test_a_list_without_an_end_is_an_error(driver: Driver, sandbox: Sandbox) -> None:
    sandbox.client.post("/assistants", json=assistant(name="a"))
    with sandbox.faults("repeat-cursor"):
        [error] = driver.look_up(ASSISTANT, {"name": "z"}).diagnostics
    assert error.summary == "List without an end"
    assert len(sandbox.requests(method="GET")) == 2
