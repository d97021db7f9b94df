"""``openai_user_role``: a role of the organization that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import OF_ORGANIZATION, Assignment, assignment_schema, parents
from provider_shim.diagnostics import ProviderError
from provider_shim.moves import JIANYUAN, source
from provider_shim.rest import Json, Rest

_ROLES = "/organization/users/{user_id}/roles"
OF = parents(user_id="The id of the user.")


class UserRole(Assignment):
    """A role of the organization that a user has, whichever others the user has.

    A user who has the role already keeps it. Destroying the resource takes the role from the user; what comes from groups
    stays.

    ~> Do not use it for a user whose roles `openai_user_roles` tells: each would undo what the other does.
    """

    type_name = "openai_user_role"
    endpoint = Rest(_ROLES, item=f"{_ROLES}/{{role_id}}", update=None, auth="admin", page=1000)
    schema = assignment_schema(OF, OF_ORGANIZATION)

    def adopt(
        self, source_provider: str, source_type: str, source_version: int, raw: Json
    ) -> Json | None:
        """One other provider calls by this name whether somebody is owner or reader, which is another object here."""
        if (source(source_provider), source_type) == (JIANYUAN, self.type_name):
            raise ProviderError(
                "State cannot be moved",
                f"What {JIANYUAN} calls {source_type} is the role of a person in the organization, `owner` or `reader`: move it to an "
                "openai_organization_user.",
            )
        return super().adopt(source_provider, source_type, source_version, raw)
