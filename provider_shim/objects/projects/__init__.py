"""Projects, and the settings and limits of projects and of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_organization_data_retention": "data_retention",
    "openai_organization_spend_alert": "spend_alert",
    "openai_organization_spend_limit": "spend_limit",
    "openai_project": "project",
    "openai_project_data_retention": "data_retention",
    "openai_project_hosted_tool_permissions": "project_hosted_tool_permissions",
    "openai_project_model_permissions": "project_model_permissions",
    "openai_project_rate_limit": "project_rate_limit",
    "openai_project_service_tier_settings": "project_service_tier_settings",
    "openai_project_spend_alert": "spend_alert",
    "openai_project_spend_limit": "spend_limit",
}

DATA_SOURCES: Final[Modules] = {
    "openai_organization_data_retention": "data_retention",
    "openai_organization_spend_alert": "spend_alert",
    "openai_organization_spend_alerts": "spend_alert",
    "openai_organization_spend_limit": "spend_limit",
    "openai_project": "project",
    "openai_project_data_retention": "data_retention",
    "openai_project_hosted_tool_permissions": "project_hosted_tool_permissions",
    "openai_project_model_permissions": "project_model_permissions",
    "openai_project_rate_limit": "project_rate_limit",
    "openai_project_rate_limits": "project_rate_limit",
    "openai_project_service_tier_settings": "project_service_tier_settings",
    "openai_project_spend_alert": "spend_alert",
    "openai_project_spend_alerts": "spend_alert",
    "openai_project_spend_limit": "spend_limit",
    "openai_projects": "project",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_organization_spend_alert": "openai_organization_spend_alerts",
    "openai_project": "openai_projects",
    "openai_project_rate_limit": "openai_project_rate_limits",
    "openai_project_spend_alert": "openai_project_spend_alerts",
}

ACTIONS: Final[Modules] = {}
