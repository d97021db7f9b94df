"""Which changes of the agent of a session the API can make in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.configuration import overrides
from provider_shim.vocabulary.comparing import same_by_default

IN_PLACE = ("model", "service_tier", "tools")


def needs_another(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Return whether a change of the agent needs another session.

    It does if a member changes that is fixed for the session, or if a member is removed: the API would not return to the value
    of the saved agent.
    """
    removed = any(before.get(name) and after.get(name) is None for name in (*IN_PLACE, "reasoning"))
    return (
        removed
        or member_of_reasoning(before, "summary") != member_of_reasoning(after, "summary")
        or any(
            not same_by_default(attribute, before.get(name), after.get(name))
            for name, attribute in overrides().items()
            if name not in (*IN_PLACE, "reasoning")
        )
    )


def member_of_reasoning(agent: Mapping[str, Any], member: str) -> Any:
    """Return a member of `reasoning`: null if it is not set, unknown if `reasoning` is not known yet."""
    reasoning = agent.get("reasoning")
    return reasoning.get(member) if isinstance(reasoning, Mapping) else reasoning
