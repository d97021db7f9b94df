"""``openai_project_model_permissions``: the models that a project may use."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.model_names import slip
from provider_shim.patterns.settings import Setting, restored_on_destroy, setting_id
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Schema, SetOf, String

PATH = "/organization/projects/{project_id}/model_permissions"


class ProjectModelPermissions(Setting):
    """The models that a project may use: only the models on a list, or all except these.

    The create replaces permissions that were set elsewhere. Destroying the resource restores the permissions from before. If
    there were none, the project may use all models again.
    """

    type_name = "openai_project_model_permissions"
    endpoint = Rest(PATH, item=PATH, auth="admin")
    erasable = True
    schema = Schema(
        {
            "id": setting_id(),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "mode": String(
                required=True,
                enum=("allow_list", "deny_list"),
                doc="`allow_list` (only these models) or `deny_list` (all models except these).",
            ),
            "model_ids": SetOf(String(doubt=slip), required=True, doc="The ids of the models."),
            "on_destroy": restored_on_destroy(),
            "object": String(computed=True, doc="The kind of object."),
        }
    )

    def before(self, call: Call, planned: Values) -> Json | None:
        """Return the current permissions. For none, the API returns an empty list."""
        original = super().before(call, planned)
        return original if original and original.get("model_ids") else None


class DataProjectModelPermissions(DataSource):
    """The models that a project may use: only the models on a list, or all except these."""

    type_name = "openai_project_model_permissions"
    endpoint = Rest(PATH, item=PATH, auth="admin")
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "mode": String(
                computed=True,
                doc="`allow_list` (only these models) or `deny_list` (all models except these).",
            ),
            "model_ids": SetOf(String(), computed=True, doc="The ids of the models."),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
