"""Ids of roles: the same with and without their place, and what looks like a slip."""

from __future__ import annotations

import pytest

from provider_shim.rules.role_ids import (
    ORGANIZATION,
    PROJECT,
    doubt,
    full_id,
    same_role,
    same_roles,
    with_project,
)

OWNER = "role-api-project-owner"
OF_ONE = f"{OWNER}__api-project__proj_1"
OF_TWO = f"{OWNER}__api-project__proj_2"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (OWNER, OWNER, True),
        (OWNER, OF_ONE, True),
        (OF_ONE, OWNER, True),
        (OF_ONE, OF_TWO, False),
        (OWNER, "role-api-project-member", False),
        ("role_1", "role_1", True),
        ("role_1", "role_12", False),
    ],
)
def test_role_is_the_same_with_and_without_its_place(one: str, other: str, *, same: bool) -> None:
    assert same_role(one, other) is same


def test_sets_of_roles_are_the_same_whatever_their_order() -> None:
    assert same_roles([OWNER, "role_1"], ["role_1", OF_ONE])
    assert not same_roles([OWNER], ["role_1", OF_ONE])
    assert not same_roles([OWNER, "role_2"], ["role_1", OF_ONE])


def test_place_is_added_only_to_predefined_roles_of_projects() -> None:
    assert with_project(OWNER, "proj_1") == OF_ONE == full_id("owner", PROJECT, "proj_1")
    for other in (OF_TWO, "role_1", "role-api-organization-owner"):
        assert with_project(other, "proj_1") == other
    assert with_project(OWNER, None) == OWNER


@pytest.mark.parametrize(
    ("role_id", "place", "expected_text"),
    [
        ("role-api-project-ownr", PROJECT, f'Did you mean "{OWNER}"?'),
        ("role-api-project-ownr__api-project__proj_1", PROJECT, f'Did you mean "{OWNER}"?'),
        ("role_api_project_member", PROJECT, 'Did you mean "role-api-project-member"?'),
        ("viewer", PROJECT, 'its id, "role-api-project-viewer"'),
        ("reader", ORGANIZATION, '"role-api-organization-reader__api-organization__org-…"'),
        (OWNER, ORGANIZATION, "a role of the organization is needed"),
        ("role-api-organization-reader", PROJECT, "a role of the project is needed"),
        ("role-api-something", PROJECT, "Known are role-api-project-owner, "),
    ],
)
def test_slip_is_told_with_what_was_meant(role_id: str, place: str, expected_text: str) -> None:
    assert expected_text in (doubt(role_id, place) or "")


@pytest.mark.parametrize("role_id", [OWNER, OF_ONE, "role_01J1F8PROJ", "role-01", "67c8"])
def test_what_is_known_or_made_by_somebody_is_not_doubted(role_id: str) -> None:
    assert doubt(role_id, PROJECT) is None
