"""The complete answer of the API as JSON (`response_json`), for every data source that has it in openai/openai."""

from __future__ import annotations

import json
from typing import Any

import pytest

from provider_shim.engine import peer_attributes
from provider_shim.provider import Provider
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.contract.test_reading import configurations, read


@pytest.mark.parametrize("type_name", sorted(peer_attributes.ANSWERED_AS_JSON))
def test_the_whole_answer_is_available_as_json(provider: Provider, type_name: str) -> None:
    for config in configurations(provider, type_name):
        result = read(provider, type_name, **config)
        no_errors(result.diagnostics)
        assert result.answer is not None
        answer: dict[str, Any] = json.loads(result.answer)
        items = getattr(provider.data_sources[type_name], "items", None)
        one_of_many = type_name == "openai_organization_users" and "user_id" in config
        if items is not None and not one_of_many:
            assert (answer["object"], len(answer["data"])) == (
                "list",
                len((result.state or {})[items]),
            )
        else:
            assert "data" not in answer
            assert answer


def test_pages_of_a_list_are_one_answer(provider: Provider) -> None:
    kind = "openai_group"
    names = [f"Group {number}" for number in range(150)]
    for name in names:
        Managed(provider, kind).apply(**{**Samples(provider, kind).minimal(), "name": name})
    result = read(provider, "openai_groups")
    assert result.answer is not None
    content = [item["name"] for item in json.loads(result.answer)["data"]]
    assert set(names) <= set(content)
    assert len(content) == len(set(content))


def test_an_object_that_is_found_by_name_is_the_answer(provider: Provider) -> None:
    kind = "openai_role"
    made = Managed(provider, kind).apply(**Samples(provider, kind).minimal())
    result = read(provider, kind, role_name=made["role_name"])
    assert result.answer is not None
    assert json.loads(result.answer)["id"] == made["id"]
