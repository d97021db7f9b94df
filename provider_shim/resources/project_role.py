"""``openai_project_role``: a custom role of a project."""

from __future__ import annotations

from provider_shim.attributes import identity
from provider_shim.call import Call, Values
from provider_shim.diagnostics import ApiError
from provider_shim.memberships import went_with_project
from provider_shim.moves import MKDEV, Moved
from provider_shim.rest import Json, Rest
from provider_shim.roles import ARGUMENTS, KIND, CustomRole
from provider_shim.schema import Schema, String


def _by_itself(raw: Json) -> Json:
    """Return a state whose id is that of the role: mkdev-me's has the project's before it."""
    identifier = raw.get("id")
    if not isinstance(identifier, str) or ":" not in identifier:
        return raw
    project, _, role = identifier.partition(":")
    return {**raw, "project_id": raw.get("project_id") or project, "id": role}


class ProjectRole(CustomRole):
    """A custom role of a project: permissions that users and groups get together, in this project.

    Who has it is told by `openai_project_user_role` and `openai_project_group_role`. Destroying the role takes it from
    everybody.

    A change may take OpenAI up to 30 minutes to spread.
    """

    type_name = "openai_project_role"
    endpoint = Rest("/projects/{project_id}/roles", auth="admin", page=1000)
    moved_from = (Moved(MKDEV, "openai_project_role", reshape=_by_itself),)
    schema = Schema(
        {
            "id": identity("role").but(also=("role_id",)),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            **ARGUMENTS,
            **KIND,
        },
        version=1,  # the others' is 0, so that Terraform asks for theirs to be made ours
    )

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; it goes with its project, though the API does not say so of an archived one."""
        try:
            return super().read(call, state)
        except ApiError as refusal:
            if went_with_project(call, state, refusal):
                return None
            raise

    def delete(self, call: Call, state: Values) -> None:
        """Delete it; an archived project has none."""
        try:
            super().delete(call, state)
        except ApiError as refusal:
            if not went_with_project(call, state, refusal):
                raise

    def upgrade(self, version: int, raw: Json) -> Json:  # noqa: ARG002 - there is one older
        """Take over what another provider wrote for a role of the same type."""
        return _by_itself(raw)
