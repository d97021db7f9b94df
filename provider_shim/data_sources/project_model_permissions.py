"""``openai_project_model_permissions`` (data source): which models a project may use."""

from __future__ import annotations

from provider_shim.resource import DataSource
from provider_shim.resources.project_model_permissions import PATH
from provider_shim.rest import Rest
from provider_shim.schema import Schema, SetOf, String


class ProjectModelPermissions(DataSource):
    """Which models a project may use: those on a list, or all but those."""

    type_name = "openai_project_model_permissions"
    endpoint = Rest(PATH, item=PATH, auth="admin")
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "mode": String(
                computed=True,
                doc="`allow_list` (only these models) or `deny_list` (all but these models).",
            ),
            "model_ids": SetOf(String(), computed=True, doc="The ids of the models."),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
