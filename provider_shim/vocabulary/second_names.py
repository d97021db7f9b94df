"""The names that other providers use for our types.

A type with a second name has the same declaration under both names. Second names of arguments are in ``also`` of the attribute.
Names that another provider uses with another meaning are not in this table: the guide on migration from other providers describes
these conflicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RESOURCES: Final[Mapping[str, str]] = {
    "openai_data_retention": "openai_organization_data_retention",
    "openai_group_role_assignment": "openai_group_role",
    "openai_organization_group_role": "openai_group_role",
    "openai_organization_role": "openai_role",
    "openai_organization_user_role": "openai_user_role",
    "openai_project_group_role_assignment": "openai_project_group_role",
    "openai_project_user_role_assignment": "openai_project_user_role",
    "openai_rate_limit": "openai_project_rate_limit",
    "openai_speech_to_text": "openai_audio_transcription",
    "openai_spend_alert": "openai_organization_spend_alert",
    "openai_spend_limit": "openai_organization_spend_limit",
    "openai_user_role_assignment": "openai_user_role",
}
"""The first names of managed resources, by their second names."""

DATA_SOURCES: Final[Mapping[str, str]] = {
    "openai_group_role_assignments": "openai_group_roles",
    "openai_organization_roles": "openai_roles",
    "openai_organization_user_roles": "openai_user_roles",
    "openai_project_group_role_assignments": "openai_project_group_roles",
    "openai_project_user_role_assignments": "openai_project_user_roles",
    "openai_spend_limit": "openai_organization_spend_limit",
    "openai_user": "openai_organization_user",
    "openai_users": "openai_organization_users",
    "openai_user_role_assignments": "openai_user_roles",
}
"""The first names of data sources, by their second names."""
