"""``openai_project``: a project of the organization."""

from __future__ import annotations

from provider_shim.attributes import created_at, identity
from provider_shim.call import Call, Values
from provider_shim.diagnostics import NotFoundError
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.schema import Integer, Schema, String

RESIDENCIES = (
    "GLOBAL",
    "US_STORAGE_PROCESSING",
    "EU_STORAGE_PROCESSING",
    "JP_STORAGE",
    "JP_STORAGE_PROCESSING",
    "KR_STORAGE",
    "CA_STORAGE",
    "SG_STORAGE",
    "IN_STORAGE",
    "IN_STORAGE_PROCESSING",
    "AU_STORAGE",
    "AU_STORAGE_PROCESSING",
    "GB_STORAGE",
    "AE_STORAGE",
)
_ARCHIVED = "archived"


class Project(Resource):
    """A project of the organization, which has its own keys, limits, files and members.

    OpenAI deletes no projects: destroying one archives it, which ends the use of its keys and cannot be undone. A project that
    somebody has archived is gone for Terraform, and made anew. The organization's default project can be imported;
    the API refuses to change or archive it.
    """

    type_name = "openai_project"
    endpoint = Rest("/organization/projects", auth="admin", page=100)
    schema = Schema(
        {
            "id": identity("project").but(also=("project_id",)),
            "name": String(
                required=True,
                doc="The name of the project, as reports show it. Names need not be unique.",
            ),
            "residency": String(
                optional=True,
                computed=True,
                replace=True,
                enum=RESIDENCIES,
                conflicts_with=("geography",),
                doc="Where data is stored and processed, such as `EU_STORAGE_PROCESSING`. The organization must have access to "
                "it. Defaults to the organization's choice.",
            ),
            "geography": String(
                optional=True,
                replace=True,
                unread=True,
                deprecated="Use `residency`.",
                conflicts_with=("residency",),
                doc="Where data resides, by the API's older names, such as `EU`. The API does not tell it again.",
            ),
            "external_key_id": String(
                optional=True,
                doc="The id of the external key (`openai_external_key`) that encrypts the project's data.",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the project: `active`, or `archived` in data sources.",
            ),
            "created_at": created_at("project"),
            "archived_at": Integer(
                computed=True,
                volatile=True,
                doc="When the project was archived, in seconds since 1970.",
            ),
        }
    )

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; what was archived exists for ever, and is gone nevertheless."""
        found = super().read(call, state)
        return None if found is not None and found["status"] == _ARCHIVED else found

    def delete(self, call: Call, state: Values) -> None:
        """Archive it; that it is archived already is as good."""
        if self.read(call, state) is None:
            return
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.item}/archive",
                state,
                "archive the project",
                method="POST",
            )
        except NotFoundError:
            return
