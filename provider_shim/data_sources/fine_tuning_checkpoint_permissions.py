"""``openai_fine_tuning_checkpoint_permissions``: the projects that may use a fine-tuned model."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources.fine_tuning_checkpoint_permission import (
    FineTuningCheckpointPermission,
)
from provider_shim.schema import String


class FineTuningCheckpointPermissions(Every):
    """The permissions of other projects to use a fine-tuned model, or a checkpoint of one.

    It needs the provider's `admin_api_key`, of an owner of the organization.
    """

    type_name = "openai_fine_tuning_checkpoint_permissions"
    endpoint = FineTuningCheckpointPermission.endpoint
    items = "permissions"
    schema = every_schema(
        FineTuningCheckpointPermission,
        items,
        {
            "project_id": String(optional=True, doc="Only permissions of this project."),
            "order": String(
                optional=True,
                enum=("ascending", "descending"),
                doc="The order by creation: `ascending` (oldest first) or `descending` (newest first). Defaults to `descending`.",
            ),
        },
    )
