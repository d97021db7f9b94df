"""The people, groups and service accounts of a team, with their roles in the project."""

from __future__ import annotations

from typing import TypeAlias, TypedDict

from constructs import Construct

from openai_cdktf._references import TextReference
from openai_cdktf.data_openai_group import DataOpenaiGroup
from openai_cdktf.data_openai_organization_user import DataOpenaiOrganizationUser
from openai_cdktf.group import Group
from openai_cdktf.organization_user import OrganizationUser
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._project_roles import membership_name
from openai_cdktf.patterns._values import ProviderArgument, construct_name
from openai_cdktf.project_group import ProjectGroup
from openai_cdktf.project_service_account import ProjectServiceAccount
from openai_cdktf.project_user import ProjectUser
from openai_cdktf.project_user_role import ProjectUserRole

AnyGroup: TypeAlias = Group | DataOpenaiGroup
AnyUser: TypeAlias = OrganizationUser | DataOpenaiOrganizationUser

GROUPS = (Group, DataOpenaiGroup)
USERS = (OrganizationUser, DataOpenaiOrganizationUser)


_USER_ID = "user-"
_GROUP_ID = "group_"
_ACCOUNT_ID = "svc_acct_"
"""The prefixes of ids in OpenAI's API."""

Principal: TypeAlias = str | AnyUser | AnyGroup | ProjectServiceAccount
"""A person, a group or a service account: its construct, its id, or the email address of a person."""


def principal_of(given: object) -> Principal | None:
    """Return the principal that a value stands for, or None if it stands for none.

    It is the construct itself if the value is a reference to its id, or a pattern with a service account.
    """
    if isinstance(given, Pattern):
        given = getattr(given, "account", None)
    if isinstance(given, TextReference):
        element = given._location.element  # noqa: SLF001 - one library
        is_id = given._location.path in ("id", "user_id")  # noqa: SLF001 - one library
        if is_id and isinstance(element, (*GROUPS, *USERS, ProjectServiceAccount)):
            return element
    if isinstance(given, (str, *GROUPS, *USERS, ProjectServiceAccount)):
        return given
    return None


def is_user_id(principal: object) -> bool:
    """Return whether a text is the id of a user."""
    return isinstance(principal, str) and str.startswith(principal, _USER_ID)


def is_group(principal: object) -> bool:
    """Return whether a principal is a group, or the id of a group."""
    is_id = isinstance(principal, str) and str.startswith(principal, _GROUP_ID)
    return is_id or isinstance(principal, GROUPS)


def is_account_id(principal: object) -> bool:
    """Return whether a text is the id of a service account."""
    return isinstance(principal, str) and str.startswith(principal, _ACCOUNT_ID)


class _Roles(TypedDict):
    role: str | None
    role_ids: list[str] | None


class TeamAccess:
    """Creates memberships in a project, and adds roles to existing ones.

    Attributes:
        members: The memberships, by the email address or by the construct of the user.
        groups: The access of groups, by the id or by the construct of the group.
    """

    def __init__(self, team: Pattern, project_id: str, meta: ProviderArgument) -> None:
        self._team = team
        self._project_id = project_id
        self._meta = meta
        self._roles: dict[Construct, list[str]] = {}
        self.members: dict[str | AnyUser, ProjectUser] = {}
        self.groups: dict[str | AnyGroup, ProjectGroup] = {}

    def person(self, person: str | AnyUser, roles: list[str]) -> ProjectUser:
        """Return the membership of a person with these roles in addition to earlier ones."""
        known = {_key(other): member for other, member in self.members.items()}
        if (member := known.get(_key(person))) is not None:
            self._add(member, roles)
            return member
        name = f"member-{construct_name(person, self._team)}"
        if isinstance(person, str) and not is_user_id(person):
            member = ProjectUser(
                self._team,
                name,
                project_id=self._project_id,
                email=person,
                invite_if_missing=True,
                **_of_user(roles),
                **self._meta,
            )
        else:
            member = ProjectUser(
                self._team,
                name,
                project_id=self._project_id,
                user_id=person if isinstance(person, str) else person.user_id,
                **_of_user(roles),
                **self._meta,
            )
        self._roles[member] = roles
        self.members[person] = member
        return member

    def group(self, group: str | AnyGroup, roles: list[str]) -> ProjectGroup:
        """Return the access of a group with these roles in addition to earlier ones."""
        if (access := self.groups.get(group)) is not None:
            self._add(access, roles)
            return access
        access = ProjectGroup(
            self._team,
            f"group-{construct_name(group, self._team)}",
            project_id=self._project_id,
            group_id=group if isinstance(group, str) else group.id,
            **_of_group(roles),
            **self._meta,
        )
        self._roles[access] = roles
        self.groups[group] = access
        return access

    def account(self, account: ProjectServiceAccount, roles: list[str]) -> ProjectServiceAccount:
        """Give roles to a service account: the first of the names `owner` and `member` itself, others as assignments."""
        for role in roles:
            name = membership_name([role])
            if name is not None and account.role_input in (None, name):
                account.role = name
            else:
                self._assign(account, role)
        return account

    def account_id(self, account_id: str, roles: list[str]) -> ProjectUserRole:
        """Give roles to the service account with an id, as assignments, and return the last assignment."""
        return [self._assign(account_id, role) for role in roles][-1]

    def _assign(self, account: str | ProjectServiceAccount, role: str) -> ProjectUserRole:
        return ProjectUserRole(
            self._team,
            f"account-{construct_name(account, self._team)}-{construct_name(role, self._team)}",
            project_id=self._project_id,
            user_id=account if isinstance(account, str) else account.id,
            role_id=role,
            **self._meta,
        )

    def _add(self, access: ProjectUser | ProjectGroup, roles: list[str]) -> None:
        every = list(dict.fromkeys([*self._roles[access], *roles]))
        self._roles[access] = every
        wanted = _of_user(every) if isinstance(access, ProjectUser) else _of_group(every)
        if wanted["role"] is not None:
            access.role = wanted["role"]
        elif wanted["role_ids"] is not None:
            access.role_ids = wanted["role_ids"]
            access.reset_role()


def _key(person: str | AnyUser) -> str | AnyUser:
    """Return the same key for the same address. Upper and lower case do not matter."""
    if not isinstance(person, str):
        return person
    return str.__str__(person) if is_user_id(person) else str.__str__(person).casefold()


def _of_user(roles: list[str]) -> _Roles:
    """Return the arguments of a membership: the name of the role if it has one, otherwise the ids."""
    name = membership_name(roles)
    return {"role": name, "role_ids": None if name else roles}


def _of_group(roles: list[str]) -> _Roles:
    """Return the arguments of a group: one role is cheaper to refresh than a set of roles."""
    one = roles[0] if len(roles) == 1 else None
    return {"role": one, "role_ids": None if one else roles}
