"""Ids of roles: those of predefined roles in both forms, and warnings about probable typing errors.

The id of a predefined role contains its place: `role-api-project-owner__api-project__proj_1`. Requests may omit the place, as users
usually do. Responses always contain it. Both forms name the same role.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from provider_shim.records import Record

ORGANIZATION, PROJECT = "organization", "project"
"""The places of roles."""

PREDEFINED: Mapping[str, tuple[str, ...]] = {
    ORGANIZATION: ("owner", "reader"),
    PROJECT: ("owner", "member", "viewer"),
}
"""The names of predefined roles, by place. OpenAI may add some."""

_BEFORE_PLACE = "__"


def short_id(role: str, place: str) -> str:
    """Return the id of a predefined role without its place."""
    return f"role-api-{place}-{role}"


def full_id(role: str, place: str, identifier: str) -> str:
    """Return the id of a predefined role as the API returns it."""
    return f"{short_id(role, place)}{_BEFORE_PLACE}api-{place}{_BEFORE_PLACE}{identifier}"


def with_project(role_id: str, project_id: str | None) -> str:
    """Return the id of a role as the API would return it, if that is known without a request."""
    if (
        project_id is None
        or not role_id.startswith(short_id("", PROJECT))
        or _BEFORE_PLACE in role_id
    ):
        return role_id
    return f"{role_id}{_BEFORE_PLACE}api-{PROJECT}{_BEFORE_PLACE}{project_id}"


def without_place(role_id: str) -> str:
    """Return the id of a role without its place, if it has one."""
    return role_id.partition(_BEFORE_PLACE)[0]


def predefined_first(role_id: str) -> tuple[bool, str]:
    """Return the key that sorts predefined roles before others, and then by id."""
    return not role_id.startswith("role-api-"), role_id


def same_role(one: str, other: str) -> bool:
    """Return whether two ids name the same role. One of them may omit the place."""
    (name, _, place), (other_name, _, other_place) = (
        identifier.partition(_BEFORE_PLACE) for identifier in (one, other)
    )
    return name == other_name and (place == other_place or not place or not other_place)


def same_roles(some: list[str], others: list[str]) -> bool:
    """Return whether two lists of ids name the same roles."""
    return len(some) == len(others) and all(
        any(same_role(one, other) for other in others) for one in some
    )


def twice_fault(ids: list[str]) -> str | None:
    """Return a sentence about a role that is in the list twice, or None."""
    for number, one in enumerate(ids):
        for other in ids[:number]:
            if same_role(one, other):
                return f'"{other}" and "{one}" are the same role. Remove one of them.'
    return None


class RoleDoubt(Record):
    """The check of the ids of roles of a place.

    Attributes:
        place: the organization or a project.
    """

    place: str

    def __call__(self, role_id: str) -> str | None:
        """Return what looks wrong with the id of a role, or None."""
        return doubt(role_id, self.place)


def doubt(role_id: str, place: str = PROJECT) -> str | None:
    """Return what looks wrong with the id of a role of a place, or None. The id may be valid, since OpenAI adds roles."""
    short = role_id.partition(_BEFORE_PLACE)[0]
    known = [short_id(role, place) for role in PREDEFINED[place]]
    if short in known:
        return None
    if role_id in PREDEFINED[place]:
        meant = short_id(role_id, place) if place == PROJECT else full_id(role_id, place, "org-…")
        return f'"{role_id}" is the name of a role. Did you mean its id, "{meant}"?'
    elsewhere = ORGANIZATION if place == PROJECT else PROJECT
    if short.startswith(short_id("", elsewhere)):
        return f'"{role_id}" is a role of the {elsewhere}, but the value must be a role of the {place}.'
    near = difflib.get_close_matches(short, known, n=1, cutoff=0.8)
    if short.startswith("role-api-") or near:
        meant = f' Did you mean "{near[0]}"?' if near else f" Known roles are {', '.join(known)}."
        return f'This provider does not know the predefined role "{role_id}".{meant}'
    return None
