"""Rules for projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._known import is_token
from openai_cdktf._references import TextReference
from openai_cdktf.guardrails._findings import Problem
from openai_cdktf.guardrails._overridden import arguments_of, given
from openai_cdktf.guardrails._rules import Rule, strings

_PROJECT = "openai_project"
_BUDGETS = ("openai_project_spend_limit", "openai_project_spend_alert")


@public_type
@dataclass(frozen=True)
class RequireBudget(Rule):
    """Every project of the stack has a spend limit or a spend alert."""

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        budgets = [each for each in elements if each.TF_RESOURCE_TYPE in _BUDGETS]
        limited = [_project_of(each) for each in budgets]
        for element in _projects(elements):
            if not any(each is element for each in limited):
                yield Problem(
                    element=element,
                    text="The project has no budget.",
                    fix="Add a ProjectSpendLimit or a ProjectSpendAlert with `project_id` of this project.",
                )


@public_type
@dataclass(frozen=True)
class AllowedResidency(Rule):
    """Every project of the stack stores its data in one of the allowed regions.

    Attributes:
        regions: the values of `residency`, such as ``EU_STORAGE_PROCESSING``.
    """

    regions: Sequence[str]

    def __post_init__(self) -> None:
        super().__post_init__()
        strings(self.name, "regions", self.regions)

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        for element in _projects(elements):
            residency = arguments_of(element).get("residency")
            if is_token(residency) or residency in self.regions:
                continue
            if residency is None:
                text = (
                    "The project does not set `residency`, so the organization's default applies."
                )
            else:
                text = f'The residency "{residency}" is not allowed.'
            yield Problem(
                element=element,
                argument="residency",
                text=text,
                fix=f"Set `residency` to {' or '.join(self.regions)}.",
            )


def _projects(elements: Sequence[Element]) -> Iterator[Element]:
    return (
        each
        for each in elements
        if each.TF_RESOURCE_TYPE == _PROJECT and each._node_class == "Resource"  # noqa: SLF001 - inside this library
    )


def _project_of(element: Element) -> object:
    """Return the construct of the project to which an argument refers, or None if Python does not know it."""
    project_id = given(element, "project_id")
    return project_id._location.element if isinstance(project_id, TextReference) else None  # noqa: SLF001 - inside this library
