"""States of other providers' resources are converted: their arguments and their ids."""

from __future__ import annotations

import pytest

from provider_shim.engine.moves import MKDEV, OFFICIAL, Moved
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, Dynamic, Integer, Schema, SetOf, String

REGISTRY = "registry.terraform.io/"


class Rehearsal(Resource):
    """A rehearsal."""

    type_name = "openai_rehearsal"
    endpoint = Rest("/stages/{stage_id}/rehearsals")
    schema = Schema(
        {
            "id": String(computed=True, doc="Id."),
            "stage_id": String(required=True, doc="Stage."),
        }
    )


class Applause(Resource):
    """Applause."""

    type_name = "openai_applause"
    endpoint = Rest("/applause")
    importable = False
    schema = Schema({"id": String(computed=True, local=True, doc="Id.")})


class Role(Resource):
    """A role."""

    type_name = "openai_stage_role"
    endpoint = Rest("/stages/{stage_id}/roles", item="/stages/{stage_id}/roles/{role_id}")
    moved_from = (
        Moved(MKDEV, "openai_old_role", {"name": "role_name"}),
        Moved(OFFICIAL, "openai_grant", reshape=lambda raw: {**raw, "permissions": [raw["may"]]}),
    )
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="Id."),
            "stage_id": String(required=True, doc="Stage."),
            "role_id": String(computed=True, doc="Role."),
            "role_name": String(required=True, doc="Name."),
            "permissions": SetOf(String(doc="P."), optional=True, doc="Permissions."),
            "rules": Dynamic(optional=True, doc="Rules."),
            "keep": Bool(optional=True, computed=True, local=True, default=True, doc="Keep."),
            "created_at": Integer(computed=True, doc="Time."),
        }
    )


def adopted(provider: str, type_name: str, raw: dict[str, object]) -> dict[str, object] | None:
    return Role().adopt(REGISTRY + provider, type_name, 0, raw)


def test_arguments_are_taken_over_under_our_names() -> None:
    raw = {"id": "x", "stage_id": "s", "role_id": "r", "name": "n", "permissions": ["p"]}
    assert adopted(MKDEV, "openai_old_role", raw) == {
        "id": "s/r",
        "stage_id": "s",
        "role_id": "r",
        "role_name": "n",
        "permissions": ["p"],
        "rules": None,
        "keep": True,
        "created_at": None,
    }


def test_moved_state_gets_the_values_of_the_api_at_the_next_refresh() -> None:
    raw = {"stage_id": "s", "role_id": "r", "created_at": "2026-01-01T00:00:00Z"}
    moved = adopted(OFFICIAL, "openai_stage_role", raw)
    assert moved is not None
    assert moved["created_at"] is None


@pytest.mark.parametrize("identity", ["s/r", "s:r"])
def test_missing_ids_are_taken_from_the_composite_id(identity: str) -> None:
    moved = adopted(MKDEV, "openai_old_role", {"id": identity, "name": "n"})
    assert moved is not None
    assert (moved["stage_id"], moved["role_id"]) == ("s", "r")


def test_a_moved_state_without_ids_is_refused_with_their_names() -> None:
    with pytest.raises(ProviderError, match="cannot be moved") as refused:
        adopted(MKDEV, "openai_old_role", {"id": "r", "stage_id": "s"})
    assert "`role_id`" in refused.value.detail
    assert "import" in refused.value.detail


@pytest.mark.parametrize(("rules", "kept"), [([{"if": "a"}], None), ("all of them", "all of them")])
def test_dynamic_values_of_a_moved_state_are_dropped(rules: object, kept: object) -> None:
    raw = {"stage_id": "s", "role_id": "r", "rules": rules}
    moved = adopted(MKDEV, "openai_stage_role", raw)
    assert moved is not None
    assert moved["rules"] == kept


def test_other_differences_of_a_moved_state_are_converted() -> None:
    moved = adopted(OFFICIAL, "openai_grant", {"stage_id": "s", "role_id": "r", "may": "p"})
    assert moved is not None
    assert moved["permissions"] == ["p"]


def test_types_of_other_providers_that_are_not_listed_do_not_move() -> None:
    assert adopted(OFFICIAL, "openai_old_role", {"stage_id": "s", "role_id": "r"}) is None


def test_our_own_state_under_another_address_is_unchanged() -> None:
    raw = {"id": "s/r", "created_at": 1}
    assert adopted("acme/openai", "openai_stage_role", raw) is raw


@pytest.mark.parametrize(
    ("raw", "identity"),
    [
        ({"id": "s:r", "stage_id": "s"}, "r"),
        ({"id": "s:r"}, "r"),
        ({"id": "r", "stage_id": "s"}, "r"),
        ({"id": "t:r", "stage_id": "s"}, "t:r"),
    ],
)
def test_an_id_that_begins_with_its_parents_id_is_split(
    raw: dict[str, object], identity: str
) -> None:
    moved = Rehearsal().adopt(REGISTRY + MKDEV, "openai_rehearsal", 0, raw)
    assert moved == {"id": identity, "stage_id": "s"}


def test_answers_that_the_api_does_not_store_cannot_move() -> None:
    with pytest.raises(ProviderError, match="cannot be moved") as refused:
        Applause().adopt(REGISTRY + MKDEV, "openai_applause", 0, {"id": "a"})
    assert "terraform state rm" in refused.value.detail
