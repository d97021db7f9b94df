"""Selects the objects that a person would write in a configuration: not those of OpenAI, and not expired ones. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from provider_shim.rules.role_ids import ORGANIZATION, PREDEFINED, PROJECT, short_id, without_place

_State = Mapping[str, Any]
_Names = Mapping[str, str]

_UPLOADED = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")
"""The purposes of files that people upload. Files with other purposes are results."""


def is_wanted(type_name: str, state: _State, owner: _Names) -> bool:
    """Return whether the export includes an object.

    Args:
        type_name: Terraform's type.
        state: the state of the object.
        owner: the names of the object to which it belongs.
    """
    test = _TESTS.get(type_name)
    return test is None or test(state, owner)


def _is_assigned(state: _State, _: _Names) -> bool:
    """Return whether somebody assigned the role, unlike the predefined roles that every member has."""
    known = {short_id(role, ORGANIZATION) for role in PREDEFINED[ORGANIZATION]}
    return without_place(str(state["role_id"])) not in known


def _is_assigned_in_project(state: _State, _: _Names) -> bool:
    known = {short_id(role, PROJECT) for role in PREDEFINED[PROJECT]}
    return without_place(str(state["role_id"])) not in known


def _owner_is(kind: str) -> Callable[[_State, _Names], bool]:
    def test(state: _State, _: _Names) -> bool:
        owner = state.get("owner")
        return isinstance(owner, Mapping) and owner.get("type") == kind

    return test


_TESTS: Mapping[str, Callable[[_State, _Names], bool]] = {
    "openai_user_role": _is_assigned,
    "openai_group_role": _is_assigned,
    "openai_project_user_role": _is_assigned_in_project,
    "openai_project_data_retention": lambda state, _: state["type"] != "organization_default",
    "openai_project_model_permissions": lambda state, _: bool(state["model_ids"]),
    "openai_project_service_tier_settings": lambda state, _: (
        state["default"] != "standard" or not state["all_tiers_enabled"]
    ),
    "openai_invite": lambda state, _: state["status"] == "pending",
    "openai_file": lambda state, _: state["purpose"] in _UPLOADED,
    "openai_project_api_key": _owner_is("user"),
    "openai_project_service_account_api_key": lambda state, _: bool(state["service_account_id"]),
    "openai_skill_version": lambda state, owner: state["version"] != owner.get("default_version"),
}
