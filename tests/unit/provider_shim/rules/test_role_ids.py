"""Ids of roles: with and without their place, and warnings about typing errors."""

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
def test_the_id_names_the_same_role_without_its_place(one: str, other: str, *, same: bool) -> None:
    assert same_role(one, other) is same


def test_the_order_of_roles_does_not_matter() -> None:
    assert same_roles([OWNER, "role_1"], ["role_1", OF_ONE])
    assert not same_roles([OWNER], ["role_1", OF_ONE])
    assert not same_roles([OWNER, "role_2"], ["role_1", OF_ONE])


def test_the_place_is_added_only_to_predefined_project_roles() -> None:
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
        (OWNER, ORGANIZATION, "must be a role of the organization"),
        ("role-api-organization-reader", PROJECT, "must be a role of the project"),
        ("role-api-something", PROJECT, "Known roles are role-api-project-owner, "),
    ],
)
def test_a_typing_error_is_reported_with_a_suggestion(
    role_id: str, place: str, expected_text: str
) -> None:
    assert expected_text in (doubt(role_id, place) or "")


@pytest.mark.parametrize("role_id", [OWNER, OF_ONE, "role_01J1F8PROJ", "role-01", "67c8"])
def test_known_and_custom_roles_cause_no_warning(role_id: str) -> None:
    assert doubt(role_id, PROJECT) is None
