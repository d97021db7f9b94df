"""The attributes of constructs and references, as descriptors: reading returns a reference, assigning sets the argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Never, Protocol, Self, TypeVar, overload

from openai_cdktf._kinds import Kind
from openai_cdktf._location import Location

Read = TypeVar("Read")
Write = TypeVar("Write")


class HasLocation(Protocol):
    """A construct or reference with attributes that can be read."""

    @property
    def _location(self) -> Location: ...


class HasArguments(HasLocation, Protocol):
    """A construct with arguments that can be assigned."""

    def _set(self, name: str, value: Any) -> None: ...

    def _get_given(self, name: str) -> Any: ...


class Computed(Generic[Read]):
    """An attribute that only the provider sets."""

    name: str

    def __init__(self, kind: Kind[Read, Any]) -> None:
        self.kind = kind

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: HasLocation, owner: type) -> Read: ...
    def __get__(self, instance: HasLocation | None, owner: type) -> Self | Read:
        if instance is None:
            return self
        return self.kind.refer(instance._location.attribute(self.name))  # noqa: SLF001 - see HasLocation

    def __set__(self, instance: HasLocation, value: Never) -> None:
        raise AttributeError(f"`{self.name}` is read-only, because the provider sets it")


class Argument(Computed[Read], Generic[Read, Write]):
    """An attribute that the configuration can set. None means: not set."""

    def __init__(
        self, kind: Kind[Read, Write], *, required: bool = False, write_only: bool = False
    ) -> None:
        super().__init__(kind)
        self.required = required
        self.write_only = write_only

    def __set__(self, instance: HasArguments, value: Write | None) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        instance._set(self.name, value)  # noqa: SLF001 - see HasArguments


class Given(Generic[Write]):
    """The value to which an argument was set, or None. It is the value itself, not a reference."""

    def __init__(self, argument: Argument[Any, Write]) -> None:
        self.argument = argument

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: HasArguments, owner: type) -> Write | None: ...
    def __get__(self, instance: HasArguments | None, owner: type) -> Self | Write | None:
        if instance is None:
            return self
        given: Write | None = instance._get_given(self.argument.name)  # noqa: SLF001 - see HasArguments
        return given


class Reset:
    """A method that unsets an argument."""

    def __init__(self, argument: Argument[Any, Any]) -> None:
        self.argument = argument

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: HasArguments, owner: type) -> Callable[[], None]: ...
    def __get__(self, instance: HasArguments | None, owner: type) -> Self | Callable[[], None]:
        if instance is None:
            return self
        return lambda: instance._set(self.argument.name, None)  # noqa: SLF001 - see HasArguments


class Put(Generic[Write]):
    """A method that sets an argument, like an assignment."""

    def __init__(self, argument: Argument[Any, Write]) -> None:
        self.argument = argument

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: HasArguments, owner: type) -> Callable[[Write], None]: ...
    def __get__(self, instance: HasArguments | None, owner: type) -> Self | Callable[[Write], None]:
        if instance is None:
            return self
        return lambda value: instance._set(self.argument.name, value)  # noqa: SLF001 - see HasArguments
