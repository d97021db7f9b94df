"""``openai_organization_data_retention`` and ``openai_project_data_retention``: how long OpenAI keeps data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.resource import DataSource
from provider_shim.patterns.settings import (
    Setting,
    organization_id,
    restored_on_destroy,
    setting_id,
)
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Schema, String

TYPES = (
    "zero_data_retention",
    "modified_abuse_monitoring",
    "enhanced_zero_data_retention",
    "enhanced_modified_abuse_monitoring",
)


def _with_type(answer: Mapping[str, Any]) -> Json:
    """Return the setting with its type as `retention_type`. Requests have this name, answers have `type`."""
    return {**answer, "retention_type": answer.get("type")}


class OrganizationDataRetention(Setting):
    """How long OpenAI keeps the data that the organization sends.

    The setting always exists. The create changes it, and destroying the resource restores the value from before.
    """

    type_name = "openai_organization_data_retention"
    endpoint = Rest(
        "/organization/data_retention",
        item="/organization/data_retention",
        auth="admin",
        reshape=_with_type,
    )
    schema = Schema(
        {
            "id": organization_id(),
            "type": String(
                required=True,
                wire="retention_type",
                enum=TYPES,
                doc="The type of data retention: `zero_data_retention`, `modified_abuse_monitoring`, "
                "`enhanced_zero_data_retention` or `enhanced_modified_abuse_monitoring`.",
            ),
            "on_destroy": restored_on_destroy(),
            "object": String(computed=True, doc="The kind of object."),
        }
    )


PROJECT_TYPES = (
    "organization_default",
    "none",
    "zero_data_retention",
    "modified_abuse_monitoring",
    "enhanced_zero_data_retention",
    "enhanced_modified_abuse_monitoring",
)


class ProjectDataRetention(Setting):
    """How long OpenAI keeps the data that a project sends.

    The setting always exists. The create changes it, and destroying the resource restores the value from before.
    """

    type_name = "openai_project_data_retention"
    endpoint = Rest(
        "/organization/projects/{project_id}/data_retention",
        item="/organization/projects/{project_id}/data_retention",
        auth="admin",
        reshape=_with_type,
    )
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "type": String(
                required=True,
                wire="retention_type",
                enum=PROJECT_TYPES,
                doc="The type of data retention: `organization_default`, `none`, `zero_data_retention`, "
                "`modified_abuse_monitoring`, `enhanced_zero_data_retention` or `enhanced_modified_abuse_monitoring`.",
            ),
            "on_destroy": restored_on_destroy(),
            "object": String(computed=True, doc="The kind of object."),
        }
    )


class DataOrganizationDataRetention(DataSource):
    """How long OpenAI keeps the data that the organization sends."""

    type_name = "openai_organization_data_retention"
    endpoint = Rest(
        "/organization/data_retention",
        item="/organization/data_retention",
        auth="admin",
        reshape=_with_type,
    )
    schema = Schema(
        {
            "type": String(
                computed=True,
                doc=f"The type of data retention: one of {', '.join(f'`{one}`' for one in TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )


class DataProjectDataRetention(DataSource):
    """How long OpenAI keeps the data that a project sends."""

    type_name = "openai_project_data_retention"
    endpoint = Rest(
        "/organization/projects/{project_id}/data_retention",
        item="/organization/projects/{project_id}/data_retention",
        auth="admin",
        reshape=_with_type,
    )
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "type": String(
                computed=True,
                doc="The type of data retention: one of "
                f"{', '.join(f'`{one}`' for one in PROJECT_TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
