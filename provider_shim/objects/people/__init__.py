"""Users, groups and invites of an organization and of its projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_group": "group",
    "openai_group_user": "group_user",
    "openai_group_users": "group_user",
    "openai_invite": "invite",
    "openai_organization_user": "organization_user",
    "openai_project_group": "project_group",
    "openai_project_groups": "project_groups",
    "openai_project_user": "project_user",
    "openai_project_users": "project_users",
}

DATA_SOURCES: Final[Modules] = {
    "openai_group": "group",
    "openai_group_user": "group_user",
    "openai_group_users": "group_user",
    "openai_groups": "group",
    "openai_invite": "invite",
    "openai_invites": "invite",
    "openai_organization_user": "organization_user",
    "openai_organization_users": "organization_user",
    "openai_project_group": "project_group",
    "openai_project_groups": "project_groups",
    "openai_project_user": "project_user",
    "openai_project_users": "project_users",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_group": "openai_groups",
    "openai_group_user": "openai_group_users",
    "openai_invite": "openai_invites",
    "openai_organization_user": "openai_organization_users",
    "openai_project_group": "openai_project_groups",
    "openai_project_user": "openai_project_users",
}

ACTIONS: Final[Modules] = {}
