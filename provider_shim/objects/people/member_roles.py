"""Members of projects that have one role by its name, or a set of roles by their ids.

If a set is configured, the resource manages all roles of the member: it removes other roles.
"""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.objects.roles.assignments import OF_PROJECT
from provider_shim.objects.roles.owned_roles import OwnedRoles
from provider_shim.patterns.memberships import Membership
from provider_shim.rules import role_ids
from provider_shim.vocabulary.schema import SetOf, String

ROLE_IDS = "role_ids"

EITHER = ("role", ROLE_IDS)


def every_role(member: str) -> SetOf:
    """Return the ``role_ids`` attribute: all roles of a user or a group, in place of ``role``."""
    return SetOf(
        String(min_length=1, equivalent=role_ids.same_role, doubt=role_ids.doubt),
        optional=True,
        local=True,
        min_items=1,
        exactly_one_of=EITHER,
        equivalent=role_ids.same_roles,
        doc=f"The ids of all roles of the {member} in the project, in place of `role`. Terraform removes other roles. A "
        f"refresh needs one more request for each {member}. {OF_PROJECT}",
    )


class MemberWithRoles(Membership):
    """A member of a project with one role, or with the complete set of its roles."""

    roles: ClassVar[OwnedRoles]
    """The resource that manages all roles of such a member."""

    def role_id(self, values: Values) -> str:
        """Return the id of the role in `role`. By default, `role` is an id."""
        return str(values["role"])

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the member, and all roles if `role_ids` is set."""
        found = super().read(call, state)
        return found if found is None or found[ROLE_IDS] is None else self.roles.read(call, found)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change the role, or add and remove roles until the member has the configured set."""
        now = super().update(call, prior, planned)
        if planned[ROLE_IDS] is not None:
            return self.roles.update(call, prior, now)
        if prior[ROLE_IDS] is None:
            return now
        alone = self.roles.update(call, prior, {**now, ROLE_IDS: [self.role_id(now)]})
        return {**alone, ROLE_IDS: None}
