"""Rotation after a number of days, with functions and a resource that are part of Terraform (1.5 and later).

A `terraform_data` stores the time of its creation. The number of complete periods since then changes when a period ends, and the
key with it. The next plan after that rotates the key. No other provider and no schedule is necessary, but somebody has to plan.
"""

from __future__ import annotations

import re
from typing import Any

from openai_cdktf._checks import Checks
from openai_cdktf._misfits import meant_by
from openai_cdktf.patterns._pattern import Pattern

_DAYS = {"d": 1, "w": 7}
_FORM = re.compile(r"([1-9]\d*)([dw])", re.ASCII)
_LONGEST = 3650


def period_in_days(checks: Checks, period: Any, name: str) -> int | None:
    """Return the number of days of a period such as `90d` or `12w`, or None if it is not valid or not set."""
    if period is None:
        return None
    match = _FORM.fullmatch(period) if isinstance(period, str) else None
    days = int(match[1]) * _DAYS[match[2]] if match else 0
    if 0 < days <= _LONGEST:
        return days
    shown = f'"{period}"' if isinstance(period, str) else type(period).__name__
    hint = f": did you mean `{meant}`?" if (meant := _meant(period)) else ""
    checks.refuse(
        f"must be a number of days or weeks, such as `90d` or `12w`, and at most {_LONGEST} days, not {shown}{hint}",
        name,
    )
    return None


def _meant(period: Any) -> str | None:
    """Return a valid period for a number of days, or for a number with the name of a unit."""
    if isinstance(period, int) and not isinstance(period, bool):
        return f"{period}d" if 0 < period <= _LONGEST else None
    match = re.fullmatch(r"(\d+)\s*([a-z]*)", period.lower()) if isinstance(period, str) else None
    if match is None:
        return None
    unit = meant_by(match[2], {"days": 0, "weeks": 0, "d": 0, "w": 0}) if match[2] else "d"
    return f"{match[1]}{unit[0]}" if unit else None


def days_of(time: str) -> str:
    """Return the Terraform expression for the number of the day of a time. The calendar is exact from 1901 to 2099."""
    year, month, day = (f'tonumber(formatdate("{form}", {time}))' for form in ("YYYY", "M", "D"))
    return (
        f"(367 * {year} - floor(7 * ({year} + floor(({month} + 9) / 12)) / 4)"
        f" + floor(275 * {month} / 9) + {day})"
    )


def number_of_periods(pattern: Pattern, days: int) -> tuple[Any, str]:
    """Return the resource that stores the time of its creation, and the number of periods since then as a token."""
    cdk = pattern.cdk
    started = cdk.DataResource(
        pattern,
        "rotation-start",
        input={"at": "${plantimestamp()}"},
        lifecycle=cdk.TerraformResourceLifecycle(ignore_changes=["input"]),
    )
    _ = (
        started.fqn
    )  # after this, the CDK does not allow a change of the name, which is in the expression
    created = f"terraform_data.{started.friendly_unique_id}.output.at"
    now, then = days_of("plantimestamp()"), days_of(created)
    return started, f"${{tostring(floor(({now} - {then}) / {days}))}}"
