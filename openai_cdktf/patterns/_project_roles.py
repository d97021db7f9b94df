"""Roles in a project, as people write them: the name of a predefined role, the id of a role, or a role's construct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from openai_cdktf._checks import Checks
from openai_cdktf._kinds import TEXT
from openai_cdktf._known import is_token
from openai_cdktf._misfits import Step, meant_by
from openai_cdktf._rules.role_ids import PREDEFINED, PROJECT, short_id
from openai_cdktf.data_openai_project_role import DataOpenaiProjectRole
from openai_cdktf.project_role import ProjectRole

Role: TypeAlias = Literal["owner", "member", "viewer"] | str | ProjectRole | DataOpenaiProjectRole
"""The name of a predefined role (`owner`, `member`, `viewer`), the id of a role, or a custom role."""

Roles: TypeAlias = Role | Sequence[Role]
"""One role, or several."""

_NAMES = {name: short_id(name, PROJECT) for name in PREDEFINED[PROJECT]}
OWNER = _NAMES["owner"]
"""The id of the role of owners."""
_OF_MEMBERS = {_NAMES[name]: name for name in ("owner", "member")}
"""The ids of the roles that a membership has by name."""


def role_ids(checks: Checks, roles: Roles, *path: Step) -> list[str]:
    """Return the ids of roles. The checks get a fault for each value that is not a role."""
    several = [roles] if isinstance(roles, str | ProjectRole | DataOpenaiProjectRole) else roles
    if not isinstance(several, list | tuple):
        checks.refuse(f"must be a role or a list of roles, not {type(roles).__name__}", *path)
        return []
    if not several:
        checks.refuse("must contain at least one role", *path)
    found = []
    for index, role in enumerate(several):
        where = path if several is not roles else (*path, index)
        found += _role_id(checks, role, where)
    return list(dict.fromkeys(found))


def _role_id(checks: Checks, role: Role, path: tuple[Step, ...]) -> list[str]:
    if isinstance(role, ProjectRole | DataOpenaiProjectRole):
        return [str.__str__(role.id)]
    text: str | None = checks.accept_set(TEXT, role, *path)
    if text is None:
        return []
    if is_token(text) or text.startswith("role"):
        return [text]
    if text in _NAMES:
        return [_NAMES[text]]
    meant = meant_by(text, _NAMES)
    advice = f": did you mean `{meant}`?" if meant else ""
    checks.refuse(
        f'must be {", ".join(_NAMES)}, the id of a role, or a ProjectRole, not "{text}"{advice}',
        *path,
    )
    return []


def membership_name(ids: Sequence[str]) -> str | None:
    """Return the name of the only role if a membership can have it by name, otherwise None."""
    return _OF_MEMBERS.get(ids[0]) if len(ids) == 1 else None
