"""``openai_organization_data_retention``: how long data is kept."""

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
    """Return a setting whose type has the name by which the API takes it: it answers it as `type`."""
    return {**answer, "retention_type": answer.get("type")}


class OrganizationDataRetention(Setting):
    """How long OpenAI keeps what the organization sends.

    The setting always exists: creating the resource takes it over, and destroying it gives back what was set before.
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
                doc="What is kept and for whom: `zero_data_retention`, `modified_abuse_monitoring`, `enhanced_zero_data_retention`, `enhanced_modified_abuse_monitoring`.",
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
    """How long OpenAI keeps what a project sends.

    The setting always exists: creating the resource takes it over, and destroying it gives back what was set before.
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
                doc="What is kept and for whom: `organization_default`, `none`, `zero_data_retention`, `modified_abuse_monitoring`, `enhanced_zero_data_retention`, `enhanced_modified_abuse_monitoring`.",
            ),
            "on_destroy": restored_on_destroy(),
            "object": String(computed=True, doc="The kind of object."),
        }
    )


class DataOrganizationDataRetention(DataSource):
    """How long OpenAI keeps what the organization sends."""

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
                doc=f"What is kept and for whom: one of {', '.join(f'`{one}`' for one in TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )


class DataProjectDataRetention(DataSource):
    """How long OpenAI keeps what a project sends."""

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
                doc="What is kept and for whom: one of "
                f"{', '.join(f'`{one}`' for one in PROJECT_TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
