"""``openai_fine_tuning_checkpoint_permission``: a project that may use a fine-tuned model of another project."""

from __future__ import annotations

from provider_shim.api.refusals import without_id
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at
from provider_shim.patterns.lookups import ListAll, list_all_schema
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class FineTuningCheckpointPermission(Resource):
    """The permission of a project to use a fine-tuned model, or a checkpoint of one, of another project of the organization.

    The resource requires the provider's `admin_api_key`, which an owner of the organization created. You cannot change a
    permission: a change of an argument creates a new permission.
    """

    type_name = "openai_fine_tuning_checkpoint_permission"
    endpoint = Rest(
        "/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions",
        item="/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions/{permission_id}",
        update=None,
        auth="admin",
        page=100,
    )
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="The id of the resource: `<fine_tuned_model_checkpoint>/<permission_id>`, as for import.",
            ),
            "fine_tuned_model_checkpoint": String(
                also=("checkpoint_id",),
                required=True,
                replace=True,
                doc="The id of the fine-tuned model: the `fine_tuned_model` of a job, or the `fine_tuned_model_checkpoint` of "
                "one of its checkpoints.",
            ),
            "project_id": String(
                required=True, replace=True, doc="The id of the project that may use the model."
            ),
            "permission_id": String(computed=True, wire="id", doc="The id of the permission."),
            "created_at": created_at("permission"),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Create a permission for one project. The API takes a list of projects and returns a list of permissions."""
        attempted = "permit the project to use the model"
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            planned,
            attempted,
            method="POST",
            body={"project_ids": [planned["project_id"]]},
            repeatable=False,
        )
        made = answer.body.get("data")
        found = [one for one in made if isinstance(one, dict)] if isinstance(made, list) else []
        ours = [one for one in found if one.get("project_id") == planned["project_id"]]
        if not ours or not isinstance(ours[0].get("id"), str):
            raise without_id(attempted)
        return self.state(ours[0], planned)

    def read(self, call: Call, state: Values) -> Values | None:
        """Find the permission in the list: the API has no other endpoint to read it."""
        attempted = "list the permissions of the model"
        found = call.listed(self.endpoint, state, attempted)
        if found is None:
            pages = call.pages(
                self.endpoint,
                state,
                attempted,
                limit=self.endpoint.page,
                project_id=state["project_id"],
            )
            try:
                found = next(
                    (one for one in pages if one.get("id") == state["permission_id"]), None
                )
            except NotFoundError:  # the model was deleted, and its permissions with it
                return None
        return None if found is None else self.state(found, state)


class DataFineTuningCheckpointPermissions(ListAll):
    """The permissions of other projects to use a fine-tuned model, or a checkpoint of one.

    The data source requires the provider's `admin_api_key`, which an owner of the organization created.
    """

    type_name = "openai_fine_tuning_checkpoint_permissions"
    endpoint = FineTuningCheckpointPermission.endpoint
    items = "permissions"
    schema = list_all_schema(
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
