"""Functions for ids of predefined roles and for import ids."""

from __future__ import annotations

import pytest

from provider_shim.functions import FUNCTIONS
from provider_shim.vocabulary.operations import FunctionError

CALLS = {function.name: function.call for function in FUNCTIONS}


def test_ids_of_predefined_roles_contain_their_place() -> None:
    assert (
        CALLS["predefined_role_id"](["owner", "org-123"])
        == "role-api-organization-owner__api-organization__org-123"
    )
    assert (
        CALLS["predefined_project_role_id"](["viewer", "proj_123"])
        == "role-api-project-viewer__api-project__proj_123"
    )


@pytest.mark.parametrize(
    "parts", [["proj_1"], ["proj_1", "user-1"], ["proj_1", "user-1", "role_1"]]
)
def test_an_import_id_is_joined_and_split(parts: list[str]) -> None:
    joined = CALLS["import_id"](list(parts))
    assert joined == "/".join(parts)
    assert CALLS["parse_import_id"]([joined]) == parts


@pytest.mark.parametrize("name", ["import_id", "predefined_role_id", "predefined_project_role_id"])
@pytest.mark.parametrize("wrong", ["", "a/b"])
def test_an_empty_part_or_a_part_with_a_slash_is_refused(name: str, wrong: str) -> None:
    with pytest.raises(FunctionError) as refused:
        CALLS[name](["a", wrong])
    assert refused.value.argument == 1


@pytest.mark.parametrize("wrong", ["", "a/", "/a", "a//b"])
def test_an_id_with_an_empty_part_is_refused(wrong: str) -> None:
    with pytest.raises(FunctionError, match="empty part"):
        CALLS["parse_import_id"]([wrong])
