"""The limits of lists: ``limit``, a ceiling for collections that grow, and ``has_more``.

Applications add objects to some collections while they run, such as files, responses and session items. Without a ceiling, one
data source could read millions of objects at every plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, String

CEILING = 10_000
"""The maximum number of objects that are read from a collection that grows, unless ``limit`` is set."""

LIMIT, HAS_MORE = "limit", "has_more"


def limit_of_all(noun: str = "objects") -> Integer:
    """Return the ``limit`` attribute of a list that has no ceiling."""
    return Integer(
        optional=True, minimum=1, doc=f"The maximum number of {noun} to return. Defaults to all."
    )


def limit_below_ceiling(noun: str = "objects") -> dict[str, Attribute]:
    """Return the ``limit`` and ``has_more`` attributes of a list that grows."""
    return {
        LIMIT: Integer(
            optional=True,
            minimum=1,
            doc=f"The maximum number of {noun} to return. Defaults to {CEILING:,}. With the default, a warning reports if there "
            "are more.",
        ),
        HAS_MORE: has_more(noun),
    }


def has_more(noun: str) -> Bool:
    """Return the ``has_more`` attribute."""
    return Bool(computed=True, doc=f"Whether there are more {noun} than were returned.")


def cursors(noun: str, *, before: bool = False) -> dict[str, Attribute]:
    """Return the ``after`` attribute of a list, and the ``before`` attribute if the API has it."""
    after = String(
        optional=True,
        doc=f"The id of {noun}. The list begins with the next object after it, in the order of the list.",
    )
    end = String(
        optional=True,
        doc=f"The id of {noun}. The list ends with the object before it, in the order of the list.",
    )
    return {"after": after, "before": end} if before else {"after": after}


def most_of(attributes: Mapping[str, Attribute], config: Mapping[str, Any]) -> int | None:
    """Return the maximum number of objects to return, or None for all."""
    limit: int | None = config[LIMIT]
    return CEILING if limit is None and HAS_MORE in attributes else limit


def warn_at_ceiling(call: Call, config: Mapping[str, Any], noun: str) -> None:
    """Warn that there are more objects than the ceiling, unless the user has set ``limit``."""
    if config[LIMIT] is None:
        call.warn(
            "Not all objects returned",
            f"The {noun} contains only the first {CEILING:,} objects, and there are more. Set `limit` to the number that you "
            "need, which can be higher, or use a filter if the list has one. This warning does not appear if you set `limit`.",
        )
