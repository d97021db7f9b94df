"""Frozen records with keyword arguments, for modules that are loaded at every start of the provider.

The standard library's dataclasses generate and compile source for each class. This takes 30 ms for the vocabulary of declarations,
several times for each command of Terraform. Type checkers treat records like dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, dataclass_transform

_REQUIRED: Any = object()


class _Positional:
    """Marks a field that is passed by position."""

    def __init__(self, default: Any) -> None:
        self.default = default


def positional(*, default: Any = _REQUIRED, kw_only: bool = False) -> Any:  # noqa: ARG001 - for type checkers
    """Return the marker of a field that is passed by position. Without a default, the field is required."""
    return _Positional(default)


class _Fresh:
    """Marks a field with a new default object for each record."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def fresh(*, default_factory: Callable[[], Any]) -> Any:
    """Return the marker of a field with a new default object for each record."""
    return _Fresh(default_factory)


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(fresh, positional)
)
class Record:
    """A frozen record. Its fields are the annotated names of its class and the base classes."""

    _defaults: ClassVar[dict[str, Any]] = {}
    _by_position: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[tuple[str, ...]] = ()
    _made_fresh: ClassVar[tuple[str, ...]] = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        declared = {
            name: vars(cls).get(name, _REQUIRED)
            for name, annotation in vars(cls).get("__annotations__", {}).items()
            if not str(annotation).startswith("ClassVar")
        }
        placed = {
            name: value.default
            for name, value in declared.items()
            if isinstance(value, _Positional)
        }
        for name in placed:
            delattr(cls, name)
        cls._defaults = {**cls._defaults, **declared, **placed}
        cls._required = tuple(n for n, value in cls._defaults.items() if value is _REQUIRED)
        cls._made_fresh = tuple(n for n, v in cls._defaults.items() if isinstance(v, _Fresh))
        cls._by_position = (*cls._by_position, *placed)
        cls.__match_args__ = cls._by_position  # type: ignore[misc]  # mypy makes its own, of the same

    def __init__(self, *positions: Any, **fields: Any) -> None:
        fields.update(zip(self._by_position, positions, strict=False))
        values = {**self._defaults, **fields}
        missing = [name for name in self._required if values[name] is _REQUIRED]
        if missing or len(values) > len(self._defaults) or len(positions) > len(self._by_position):
            unknown = sorted(fields.keys() - self._defaults.keys())
            raise TypeError(
                f"{type(self).__name__}: missing {missing}, unknown {unknown}, {len(positions)} by position"
            )
        for name in self._made_fresh:
            if isinstance(values[name], _Fresh):
                values[name] = values[name].make()
        self.__dict__.update(values)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Check the fields, or set fields that are derived from others. Does nothing by default."""

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: use but()")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{n}={v!r}" for n, v in vars(self).items() if v != self._defaults[n])
        return f"{type(self).__name__}({fields})"

    def but(self, **changes: Any) -> Self:
        """Return the same record with some fields changed."""
        return type(self)(**{**vars(self), **changes})
