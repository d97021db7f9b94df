"""Which changes of its agent a session can take in place. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.configuration import overrides
from provider_shim.vocabulary.comparing import same_by_default

IN_PLACE = ("model", "service_tier", "tools")


def needs_another(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether an agent changes in what is fixed for the session, or no longer says something.

    What the saved agent has instead would not come back.
    """
    gone = any(before.get(name) and after.get(name) is None for name in (*IN_PLACE, "reasoning"))
    return (
        gone
        or member_of_reasoning(before, "summary") != member_of_reasoning(after, "summary")
        or any(
            not same_by_default(attribute, before.get(name), after.get(name))
            for name, attribute in overrides().items()
            if name not in (*IN_PLACE, "reasoning")
        )
    )


def member_of_reasoning(agent: Mapping[str, Any], member: str) -> Any:
    """Return a member of `reasoning`: null where there is none, unknown where that is not known yet."""
    reasoning = agent.get("reasoning")
    return reasoning.get(member) if isinstance(reasoning, Mapping) else reasoning
