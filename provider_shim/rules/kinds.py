"""Objects of several kinds, told apart by one member, such as `type`: which members each kind needs. See `provider_shim.rules`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.records import Record, fresh


class LackingSecret(str):
    """What a check returns where a member is missing that the API never tells, as of an imported object."""

    __slots__ = ()


class OfKind(Record):
    """Which members an object must have, and which it may have, by its kind. Of kinds that are not known it says nothing.

    Attributes:
        by: the member that tells the kinds apart.
        needed: the members that a kind must have.
        possible: the members that a kind may have besides; they are at the same time all kinds that are known.
        default: the kind where none is given.
        secret: the members that the API never tells.
    """

    by: str = "type"
    needed: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    possible: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    default: str | None = None
    secret: tuple[str, ...] = ()

    def __call__(self, value: Any) -> str | None:
        """Return which member is missing or does not belong there, or None."""
        kind = (value.get(self.by) or self.default) if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in self.possible:
            return None
        needed = self.needed.get(kind, ())
        for name in needed:
            if value.get(name) is None:
                lacking = f'`{name}` must be set where `{self.by}` is "{kind}".'
                return LackingSecret(lacking) if name in self.secret else lacking
        every = {
            name for members in (*self.needed.values(), *self.possible.values()) for name in members
        }
        for name in sorted(every.difference(needed, self.possible[kind])):
            if value.get(name) is not None:
                return f'`{name}` must not be set where `{self.by}` is "{kind}".'
        return None
