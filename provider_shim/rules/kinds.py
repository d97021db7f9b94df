"""The members of objects of several kinds, which one member, such as `type`, distinguishes. See `provider_shim.rules`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.records import Record, fresh


class LackingSecret(str):
    """The result of a check if a member is missing that the API never returns, which is normal for an imported object."""

    __slots__ = ()


class OfKind(Record):
    """The required and the optional members of an object, by its kind. Unknown kinds are not checked.

    Attributes:
        by: the member with the kind.
        needed: the members that a kind must have.
        possible: the other members that a kind may have. Its keys are all known kinds.
        default: the kind if none is set.
        secret: the members that the API never returns.
    """

    by: str = "type"
    needed: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    possible: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    default: str | None = None
    secret: tuple[str, ...] = ()

    def __call__(self, value: Any) -> str | None:
        """Return a sentence about a member that is missing or does not belong to the kind, or None."""
        kind = (value.get(self.by) or self.default) if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in self.possible:
            return None
        needed = self.needed.get(kind, ())
        for name in needed:
            if value.get(name) is None:
                lacking = f'`{name}` must be set if `{self.by}` is "{kind}".'
                return LackingSecret(lacking) if name in self.secret else lacking
        every = {
            name for members in (*self.needed.values(), *self.possible.values()) for name in members
        }
        for name in sorted(every.difference(needed, self.possible[kind])):
            if value.get(name) is not None:
                return f'`{name}` must not be set if `{self.by}` is "{kind}".'
        return None
