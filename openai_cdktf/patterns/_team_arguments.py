"""The checks of a team's arguments. All faults are found before anything is created."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from openai_cdktf._checks import Checks
from openai_cdktf._collections import Texts
from openai_cdktf._kinds import NUMBER, TEXT, WHOLE
from openai_cdktf._known import is_token
from openai_cdktf._misfits import Step
from openai_cdktf._ruled import Ruled
from openai_cdktf._rules.limits import Items, Range
from openai_cdktf.patterns._project_roles import OWNER, Roles, role_ids
from openai_cdktf.patterns._team_access import GROUPS, AnyGroup
from openai_cdktf.patterns.rate_limit import RateLimit

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_TEXTS = Texts(TEXT)
_MODELS = Ruled(Texts(TEXT), Items(least=1))
_LIMIT = Ruled(WHOLE, Range(least=0))


@dataclass(frozen=True, kw_only=True)
class TeamArguments:
    """The arguments of a team, checked.

    Attributes:
        members: the ids of the roles, by the email address.
        groups: the ids of the roles, by the group.
        budget: the amount per month in dollars, or None.
        alerts_at: the shares of the budget.
        recipients: the addresses that get the alerts.
        models: the allowed models, or None for all.
    """

    members: Mapping[str, list[str]]
    groups: Mapping[str | AnyGroup, list[str]]
    budget: float | None
    alerts_at: tuple[float, ...]
    recipients: list[str]
    rate_limits: Mapping[str, RateLimit]
    models: list[str] | None


def checked(
    checks: Checks,
    *,
    members: Mapping[str, Roles],
    groups: Mapping[str | AnyGroup, Roles],
    budget: float | None,
    alerts_at: Sequence[float],
    recipients: Sequence[str] | None,
    rate_limits: Mapping[str, RateLimit],
    models: Sequence[str] | None,
) -> TeamArguments:
    """Return the arguments of a team. The checks get all faults."""
    people = _people(checks, members)
    if recipients is None:
        recipients = [email for email, roles in people.items() if OWNER in roles]
        if alerts_at and not recipients and not _has_faults(checks, "members"):
            checks.refuse(
                "need somebody who gets them: no member has the role `owner`. Set `alert_recipients`",
                "alerts_at",
            )
    _check_budget(checks, budget, alerts_at)
    _check_rate_limits(checks, rate_limits)
    return TeamArguments(
        members=people,
        groups=_groups(checks, groups),
        budget=checks.accept("monthly_budget_usd", NUMBER, budget),
        alerts_at=tuple(alerts_at) if _is_sequence(alerts_at) else (),
        recipients=checks.accept("alert_recipients", _TEXTS, recipients) or [],
        rate_limits=rate_limits,
        models=checks.accept("models", _MODELS, models),
    )


def _has_faults(checks: Checks, name: str) -> bool:
    return any(fault.path[:1] == (name,) for fault in checks.faults)


def check_email(checks: Checks, email: Any, *path: Step) -> None:
    """Check an email address, which may be a token."""
    text = checks.accept_set(TEXT, email, *path)
    if text is not None and not is_token(text) and not _EMAIL.fullmatch(text):
        checks.refuse(f'must be an email address, not "{text}"', *path)


def _people(checks: Checks, members: Mapping[str, Roles]) -> dict[str, list[str]]:
    if not _is_mapping(checks, members, "members", "roles by email address"):
        return {}
    seen: dict[str, str] = {}
    found = {}
    for email, roles in members.items():
        check_email(checks, email, "members", str(email))
        if isinstance(email, str):
            other = seen.setdefault(str.__str__(email).casefold(), email)
            if other is not email:
                checks.refuse(f'is the same person as "{other}"', "members", email)
        found[email] = role_ids(checks, roles, "members", str(email))
    return found


def _groups(checks: Checks, groups: Mapping[Any, Roles]) -> dict[str | AnyGroup, list[str]]:
    if not _is_mapping(checks, groups, "groups", "roles by group"):
        return {}
    found = {}
    for group, roles in groups.items():
        name = group.node.id if isinstance(group, GROUPS) else str(group)
        if not isinstance(group, (str, *GROUPS)):
            checks.refuse(
                f"must be a Group, a DataOpenaiGroup or the id of a group, not {type(group).__name__}",
                "groups",
                name,
            )
        found[group] = role_ids(checks, roles, "groups", name)
    return found


def _check_budget(checks: Checks, budget: Any, alerts_at: Any) -> None:
    if isinstance(budget, int | float) and not isinstance(budget, bool) and not is_token(budget):
        if budget <= 0:
            checks.refuse(f"must be more than 0 dollars, not {budget}", "monthly_budget_usd")
        elif round(budget * 100, 6) % 1:
            checks.refuse(f"must be a whole number of cents, not {budget}", "monthly_budget_usd")
    if not _is_sequence(alerts_at):
        checks.refuse(f"must be a list of shares, not {type(alerts_at).__name__}", "alerts_at")
        return
    if alerts_at and budget is None:
        checks.refuse("are shares of the budget. Set `monthly_budget_usd`", "alerts_at")
    for index, share in enumerate(alerts_at):
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
            hint = f": did you mean {share / 100:g}?" if _is_percent(share) else ""
            checks.refuse(
                f"must be a share of the budget, more than 0 and at most 1, not {share}{hint}",
                "alerts_at",
                index,
            )
        elif share in alerts_at[:index]:
            checks.refuse(f"{share} is in the list twice", "alerts_at", index)


def _is_percent(share: Any) -> bool:
    return isinstance(share, int | float) and not isinstance(share, bool) and 1 < share <= 100  # noqa: PLR2004 - percent


def _check_rate_limits(checks: Checks, rate_limits: Any) -> None:
    if not _is_mapping(checks, rate_limits, "rate_limits", "RateLimits by model"):
        return
    for model, limit in rate_limits.items():
        path = ("rate_limits", str(model))
        if not isinstance(limit, RateLimit):
            checks.refuse(f"must be a RateLimit, not {type(limit).__name__}", *path)
            continue
        limits = {one.name: getattr(limit, one.name) for one in fields(limit)}
        if all(value is None for value in limits.values()):
            checks.refuse("must set at least one limit", *path)
        for name, value in limits.items():
            checks.accept_set(_LIMIT, 0 if value is None else value, *path, name)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_mapping(checks: Checks, value: Any, name: str, what: str) -> bool:
    if isinstance(value, Mapping):
        return True
    checks.refuse(f"must be a mapping of {what}, not {type(value).__name__}", name)
    return False
