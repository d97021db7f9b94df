"""Types by the names that other providers have for them: a table of contents, as explicit as that of the declarations.

A second name is the same declaration once more. Where both an argument and a type have other names elsewhere, the
attribute's ``also`` has the argument's. What another provider means by a name of ours is not here: that is a conflict,
which the guide on coming from another provider tells of.
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
"""Types of managed resources: first names by second ones."""

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
"""Types of data sources: first names by second ones."""
