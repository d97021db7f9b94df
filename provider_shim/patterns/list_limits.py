"""How many objects a list returns: ``limit``, a ceiling for collections that grow, and whether there are more.

Applications add to some collections while they run, such as files, answers and what is said in sessions. Without a ceiling, one
data source could read millions of objects at every plan. It must not know any particular object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, String

CEILING = 10_000
"""The most objects that are read of a collection that grows, where ``limit`` is not set."""

LIMIT, HAS_MORE = "limit", "has_more"


def limit_of_all(noun: str = "objects") -> Integer:
    """Return the ``limit`` attribute of a list that is read to its end."""
    return Integer(optional=True, minimum=1, doc=f"The most {noun} to return. Defaults to all.")


def limit_below_ceiling(noun: str = "objects") -> dict[str, Attribute]:
    """Return the ``limit`` and ``has_more`` attributes of a list that grows."""
    return {
        LIMIT: Integer(
            optional=True,
            minimum=1,
            doc=f"The most {noun} to return. Left out, at most {CEILING:,} are returned, and a warning says if there are more.",
        ),
        HAS_MORE: has_more(noun),
    }


def has_more(noun: str) -> Bool:
    """Return the ``has_more`` attribute."""
    return Bool(computed=True, doc=f"Whether there are more {noun} than were returned.")


def cursors(noun: str, *, before: bool = False) -> dict[str, Attribute]:
    """Return the ``after`` attribute of a list, and ``before`` where the API has one: where to begin, and where to end."""
    after = String(
        optional=True,
        doc=f"The id of {noun}: the list begins with the object after it, in the order of the list.",
    )
    end = String(
        optional=True,
        doc=f"The id of {noun}: the list ends with the object before it, in the order of the list.",
    )
    return {"after": after, "before": end} if before else {"after": after}


def most_of(attributes: Mapping[str, Attribute], config: Mapping[str, Any]) -> int | None:
    """Return how many objects to return at most; None if all."""
    limit: int | None = config[LIMIT]
    return CEILING if limit is None and HAS_MORE in attributes else limit


def warn_at_ceiling(call: Call, config: Mapping[str, Any], noun: str) -> None:
    """Warn that there are more objects than the ceiling allows, unless the user has set ``limit``."""
    if config[LIMIT] is None:
        call.warn(
            "Not all objects returned",
            f"The {noun} has the first {CEILING:,} objects, and there are more. Set `limit` to as many as you need, which may be "
            "more than that, or use a filter where there is one. A `limit` that you set ends this warning.",
        )
