"""Members of projects who have one role by name, or a set of roles by their ids. It must not know who or what is a member.

Where a set is told, it is all of them: the list of a member's roles is then in the hands of the resource.
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
    """Return the ``role_ids`` attribute: all roles of a user or a group, in place of the one."""
    return SetOf(
        String(min_length=1, equivalent=role_ids.same_role, doubt=role_ids.doubt),
        optional=True,
        local=True,
        min_items=1,
        exactly_one_of=EITHER,
        equivalent=role_ids.same_roles,
        doc=f"The ids of all roles that the {member} has in the project, in place of `role`: others are taken away. To see whether "
        f"they are still so takes a request for each {member}. {OF_PROJECT}",
    )


class MemberWithRoles(Membership):
    """A member of a project with one role, or with a set of roles that is all of them."""

    roles: ClassVar[OwnedRoles]
    """The roles of the member, as a resource of their own would have them."""

    def role_id(self, values: Values) -> str:
        """Return the id of the role that `role` is. By default it is one."""
        return str(values["role"])

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the member, and all roles where they are told."""
        found = super().read(call, state)
        return found if found is None or found[ROLE_IDS] is None else self.roles.read(call, found)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change the role; or give and take away roles until they are those that are told."""
        now = super().update(call, prior, planned)
        if planned[ROLE_IDS] is not None:
            return self.roles.update(call, prior, now)
        if prior[ROLE_IDS] is None:
            return now
        alone = self.roles.update(call, prior, {**now, ROLE_IDS: [self.role_id(now)]})
        return {**alone, ROLE_IDS: None}
