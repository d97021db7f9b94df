"""Rules for stored data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf.guardrails._findings import Problem
from openai_cdktf.guardrails._overridden import arguments_of
from openai_cdktf.guardrails._rules import Rule, argument_names, is_resource
from openai_cdktf.project_service_account import ProjectServiceAccount


@public_type
@dataclass(frozen=True)
class RequireExpiry(Rule):
    """Every object that can expire has an expiry: keys, files, vector stores, containers, the output of batches."""

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        for element in elements:
            names = [name for name in argument_names(element) if _is_expiry(name)]
            if not is_resource(element) or not names or _is_without_key(element):
                continue
            if not arguments_of(element).keys() & set(names):
                yield Problem(
                    element=element,
                    argument=names[0],
                    text="The object never expires.",
                    fix=f"Set {' or '.join(f'`{name}`' for name in names)}.",
                )


def _is_expiry(name: str) -> bool:
    return name.startswith("expires_") or name.endswith("_expires_after")


def _is_without_key(element: Element) -> bool:
    """Return whether a service account has no key of its own, which could expire."""
    return isinstance(element, ProjectServiceAccount) and (
        arguments_of(element).get("create_service_account_only") is not False
    )
