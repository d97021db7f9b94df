"""The kinds of objects that the options of the command select."""

from __future__ import annotations

import pytest

from openai_cdktf_cli.export import kinds
from openai_cdktf_cli.failure import CommandFailure
from provider_shim.objects import RESOURCES
from provider_shim.provider import Provider


def test_every_type_that_the_api_lists_can_be_exported() -> None:
    provider = Provider()
    listed = {name for name in RESOURCES if provider.resources[name].listing is not None}
    without_parents = {
        "openai_conversation_item",  # the API lists no conversations
        "openai_message",  # nor threads
    }
    assert listed - set(kinds.exportable()) == without_parents


def test_an_owner_comes_before_its_objects() -> None:
    order = list(kinds.exportable())
    for kind in kinds.exportable().values():
        assert kind.owner is None or order.index(kind.owner) < order.index(kind.type_name)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["openai_project"], ["openai_project"]),
        (["rate_limit"], ["openai_project_rate_limit"]),
        (["rate-limit", "vector_store"], ["openai_project_rate_limit", "openai_vector_store"]),
        (["user"], ["openai_organization_user", "openai_project_user"]),
        (["group_users"], ["openai_group_users"]),
    ],
)
def test_a_kind_can_be_named_with_or_without_its_prefix(
    named: list[str], expected: list[str]
) -> None:
    assert kinds.chosen(named) == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("rate_limits", "did you mean rate_limit?"),
        ("vectorstore", "did you mean vector_store?"),
        ("response", "cannot be exported"),
        ("xyzzy", "the kinds are admin_api_key, "),
    ],
)
def test_the_error_for_an_unknown_kind_suggests_a_similar_one(name: str, message: str) -> None:
    with pytest.raises(CommandFailure) as failure:
        kinds.chosen([name])
    assert message in str(failure.value)


def test_two_types_for_the_same_objects_cannot_both_be_exported() -> None:
    with pytest.raises(CommandFailure, match="group_user"):
        kinds.chosen(["group_user", "group_users"])
    assert not {"openai_group_users", "openai_project_users"} & {*kinds.by_default()}


def test_all_and_a_kind_that_replaces_others_are_exported_together() -> None:
    types = kinds.chosen(["all", "group_users"])
    assert {"openai_group_users", "openai_project_user", "openai_batch"} <= {*types}
    assert "openai_group_user" not in types
    with pytest.raises(CommandFailure, match="did you mean project"):
        kinds.chosen(["all", "projct"])


def test_owners_are_read_even_if_they_are_not_written() -> None:
    assert [one.type_name for one in kinds.needed(["openai_vector_store_file"])] == [
        "openai_vector_store",
        "openai_vector_store_file",
    ]
