"""The supplement comes from operations and types of the ``openai`` package, compared with a document."""

from __future__ import annotations

from typing import Any, Literal, Required

import pytest
from pydantic import BaseModel
from typing_extensions import TypedDict

from openai_sandbox import document
from openai_sandbox.supplement import completed
from tests.contract.sdk_methods import methods, shape
from tests.sandbox import DOCUMENT
from tools import supplement, supplement_overrides
from tools.package_differences import Addition, Differences, Place
from tools.package_operations import PackageOperation, package_operations
from tools.package_schemas import PackageSchemas

TEXT = {"type": "string"}


class Cat(TypedDict, total=False):
    """A type of a request."""

    type: Required[Literal["cat"]]
    name: str
    colors: list[Literal["black", "white"]]


class Dog(BaseModel):
    """A type of an answer."""

    type: Literal["dog"]
    owner: Dog | None = None
    age: int | None


@pytest.fixture(scope="module")
def operations() -> dict[str, PackageOperation]:
    return {f"{one.method} {one.path}": one for one in package_operations()}


@pytest.fixture(scope="module")
def current() -> dict[str, Any]:
    """The supplement. Comparing the package with the document takes seconds."""
    return supplement.current()


def differences(schema: dict[str, Any], hint: Any, **components: Any) -> list[Addition]:
    place = Place({"it": schema}, ()).below("it")
    return list(Differences(components, PackageSchemas()).of(place, hint))


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_all_operations_of_the_package_are_found(operations: dict[str, PackageOperation]) -> None:
    found = {(one.method.upper(), shape(one.path)) for one in operations.values()}
    assert set(methods()) - found == set()


def test_arguments_are_split_into_body_query_and_path(
    operations: dict[str, PackageOperation],
) -> None:
    created = operations["post /conversations/{conversation_id}/items"]
    assert created.body is not None
    assert created.query is not None
    assert (created.body.names, created.query.names) == ({"items"}, {"include"})


def test_headers_and_keys_are_those_of_the_package(
    operations: dict[str, PackageOperation],
) -> None:
    assert operations["get /vaults"].headers == {"OpenAI-Beta": "agents=v1"}
    assert operations["get /organization/projects"].is_admin
    assert not operations["get /files"].is_admin
    assert operations["post /files"].is_form


def test_classes_become_components_that_can_contain_themselves() -> None:
    schemas = PackageSchemas()
    reference = schemas.of(Dog)["$ref"]
    made = schemas.components[reference.rsplit("/", 1)[1]]
    assert made["required"] == ["type", "age"]
    assert made["properties"]["owner"] == {"anyOf": [{"$ref": reference}, {"type": "null"}]}


def test_required_fields_of_a_typed_dictionary_are_required() -> None:
    assert PackageSchemas().of_fields(Cat)["required"] == ["type"]


def test_an_enum_that_also_accepts_strings_is_a_string() -> None:
    assert PackageSchemas().of(str | Literal["a"]) == TEXT  # noqa: PYI051  # like the package


def test_missing_properties_and_values_are_differences() -> None:
    known = record(type={"enum": ["cat"]}, colors={"type": "array", "items": {"enum": ["black"]}})
    found = {one.keys: one for one in differences(known, Cat)}
    assert found["it",].properties == {"name": TEXT}
    assert found["it", "properties", "colors", "items"].enum == ["white"]


def test_an_object_of_another_kind_is_a_further_form() -> None:
    union = {"oneOf": [{"$ref": "#/components/schemas/Dog"}]}
    dog = record(type={"enum": ["dog"]}, owner={}, age={})
    (found,) = differences(union, Cat | Dog, Dog=dog)
    assert found.keys == ("it",)
    assert len(found.forms) == 1


def test_a_complete_document_has_no_differences() -> None:
    known = record(type={"enum": ["cat"]}, name=TEXT, colors={"type": "array", "items": TEXT})
    assert differences(known, Cat) == []


def test_the_supplement_completes_the_newest_document(current: dict[str, Any]) -> None:
    made = supplement.supplement(completed(document.load(DOCUMENT), current))
    assert {part: found for part, found in made.items() if found} == {}


def test_every_limit_applies_to_a_property(current: dict[str, Any]) -> None:
    limited = {
        (part, name)
        for owner, name, _ in supplement_overrides._properties(current)
        for part, property_ in supplement_overrides._LIMITS
        if name == property_ and part in owner
    }
    assert limited == set(supplement_overrides._LIMITS)


def test_no_query_parameter_can_be_null(current: dict[str, Any]) -> None:
    operations = [one for item in current["paths"].values() for one in item.values()]
    queries = [one for operation in operations for one in operation.get("parameters", ())]
    queries += [one for several in current["parameters"].values() for one in several]
    assert queries
    assert not [one for one in queries if {"type": "null"} in one["schema"].get("anyOf", ())]
