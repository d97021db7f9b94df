"""The attributes of constructs and references, as descriptors: reading returns a reference, assigning sets the argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Never, Protocol, Self, TypeVar, overload

from openai_cdktf._calls import Call
from openai_cdktf._kinds import Kind
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError, no_attribute

Read = TypeVar("Read")
Write = TypeVar("Write")


class HasLocation(Protocol):
    """A construct or reference with attributes that can be read."""

    @property
    def _location(self) -> Location: ...


class HasArguments(HasLocation, Protocol):
    """A construct with arguments that can be assigned."""

    def _set(self, name: str, value: Any) -> None: ...

    def _named(self) -> str: ...

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
        where = instance._location.attribute(self.name).named  # noqa: SLF001 - see HasLocation
        raise no_attribute(f"{where} is read-only, because the provider sets it")


def attribute_names(owner: type) -> list[str]:
    """Return the names of all attributes of a construct."""
    every = {name: one for kind in reversed(owner.__mro__) for name, one in vars(kind).items()}
    return [name for name, one in every.items() if isinstance(one, Computed)]


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
        argument = self.argument.name

        def reset() -> None:
            instance._set(argument, None)  # noqa: SLF001 - see HasArguments

        return _named(instance, f"reset_{argument}", reset)


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
        argument = self.argument.name

        def put(value: Write) -> None:
            instance._set(argument, value)  # noqa: SLF001 - see HasArguments

        return _named(instance, f"put_{argument}", put)


def _named(instance: HasArguments, name: str, method: Callable[..., None]) -> Callable[..., None]:
    """Return a method that reports wrong calls with the construct and its name."""
    call = Call.of(method)

    def checked(*args: Any, **keywords: Any) -> None:
        if faults := call.faults(args, keywords):
            raise MisfitError.of(faults).for_user(f"{instance._named()}.{name}")  # noqa: SLF001 - see HasArguments
        method(*args, **keywords)

    checked.__name__ = name
    return checked
