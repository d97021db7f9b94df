"""Roles, and their assignments to users and groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_group_role": "group_role",
    "openai_group_roles": "group_role",
    "openai_project_group_role": "project_group_role",
    "openai_project_group_roles": "project_group_role",
    "openai_project_role": "project_role",
    "openai_project_user_role": "project_user_role",
    "openai_project_user_roles": "project_user_role",
    "openai_role": "role",
    "openai_user_role": "user_role",
    "openai_user_roles": "user_role",
}

DATA_SOURCES: Final[Modules] = {
    "openai_group_role": "group_role",
    "openai_group_roles": "group_role",
    "openai_project_group_role": "project_group_role",
    "openai_project_group_roles": "project_group_role",
    "openai_project_role": "project_role",
    "openai_project_roles": "project_role",
    "openai_project_user_role": "project_user_role",
    "openai_project_user_roles": "project_user_role",
    "openai_role": "role",
    "openai_roles": "role",
    "openai_user_role": "user_role",
    "openai_user_roles": "user_role",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_group_role": "openai_group_roles",
    "openai_project_group_role": "openai_project_group_roles",
    "openai_project_role": "openai_project_roles",
    "openai_project_user_role": "openai_project_user_roles",
    "openai_role": "openai_roles",
    "openai_user_role": "openai_user_roles",
}

ACTIONS: Final[Modules] = {}
