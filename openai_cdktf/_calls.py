"""The boundary between a user's program and this library: wrong calls, and tracebacks that end at the user's line.

Python reports a wrong call itself, but only the first fault, without the construct and the most similar name. Below the user's line, a
traceback would show many lines of this library and of jsii.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from inspect import Parameter
from types import FunctionType, TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from jsii import JSIIMeta

from openai_cdktf._collections import TextMap, Texts
from openai_cdktf._kinds import FLAG, NUMBER, TEXT, WHOLE, Kind
from openai_cdktf._misfits import (
    REQUIRED,
    Fault,
    InvalidArgumentsError,
    MisfitError,
    unknown,
    without_misspelt,
)
from openai_cdktf._scopes import SCOPE
from openai_cdktf._source_lines import is_library, line_note

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Wrong = TypeVar("Wrong", bound=Exception)
Type = TypeVar("Type", bound=type)

_PLAIN: Mapping[str, Kind[Any, Any]] = {
    "str": TEXT,
    "int": WHOLE,
    "float": NUMBER,
    "bool": FLAG,
    "Sequence[str]": Texts(TEXT),
    "Mapping[str, str]": TextMap(TEXT),
}
_KINDS: Mapping[Any, Kind[Any, Any]] = {
    **_PLAIN,
    **{f"{name} | None": kind for name, kind in _PLAIN.items()},
}
"""The kinds by annotation."""

_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
_PUBLIC = "_openai_cdktf_is_public"


@dataclass(frozen=True, kw_only=True)
class Call:
    """The arguments that a function accepts.

    Attributes:
        positional: the names of the arguments that can be passed by position.
        required: the names of the required arguments.
        names: the names that can be passed by name.
        is_open: whether further keywords are possible.
        is_endless: whether there can be any number of arguments by position.
        kinds: the kinds of arguments with simple types.
        optional: the names of the arguments that can be None.
    """

    positional: tuple[str, ...]
    required: frozenset[str]
    names: frozenset[str]
    is_open: bool
    is_endless: bool
    kinds: Mapping[str, Kind[Any, Any]]
    optional: frozenset[str]

    @classmethod
    def of(cls, function: Callable[..., Any], skipped: int = 0, *, typed: bool = True) -> Self:
        """Return the arguments of a function.

        Args:
            function: the function, or a class.
            skipped: the number of arguments before the first one that counts, such as `self`.
            typed: whether to check the types of values.
        """
        every = list(inspect.signature(function).parameters.values())[skipped:]
        kinds = {one.kind for one in every}
        known = [
            one
            for one in every
            if one.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
        ]
        names = frozenset(one.name for one in known if one.kind != Parameter.POSITIONAL_ONLY)
        return cls(
            positional=tuple(one.name for one in known if one.kind in _POSITIONAL),
            required=frozenset(one.name for one in known if one.default is Parameter.empty),
            names=names,
            is_open=Parameter.VAR_KEYWORD in kinds,
            is_endless=Parameter.VAR_POSITIONAL in kinds,
            kinds=_kinds(known) | ({"scope": SCOPE} if skipped and "scope" in names else {})
            if typed
            else {},
            optional=frozenset(
                one.name
                for one in known
                if one.default is None or str(one.annotation).endswith("| None")
            ),
        )

    def faults(
        self, args: tuple[Any, ...], keywords: Mapping[str, Any], further: Collection[str] = ()
    ) -> list[Fault]:
        """Return a fault for each missing, unknown or repeated argument of a call, and for each value of a wrong type.

        Args:
            args: the arguments by position.
            keywords: the arguments by name.
            further: the names of further keywords that are valid. By default, all are valid if there can be any.
        """
        given = self.positional[: len(args)]
        names = {*self.names, *further} if self.is_open else self.names
        is_open = self.is_open and not further
        if (
            (self.is_endless or len(args) <= len(self.positional))
            and (is_open or keywords.keys() <= names)
            and self.required <= {*given, *keywords}
            and not keywords.keys() & self.names.intersection(given)
        ):
            return self._misfits({**dict(zip(given, args, strict=False)), **keywords})
        faults = self._misfits({**dict(zip(given, args, strict=False)), **keywords})
        if len(args) > len(self.positional) and not self.is_endless:
            only = f"only {' and '.join(self.positional)}" if self.positional else "no arguments"
            more = (
                ", and all other arguments by name"
                if self.is_open or len(names) > len(self.positional)
                else ""
            )
            faults.append(Fault(f"pass {only} by position{more}"))
        known = dict.fromkeys(sorted(names))
        for name in keywords:
            if name in given and name in self.names:
                faults.append(Fault("is set twice: by position and by name", (name,)))
            elif name not in names and not is_open:
                faults.append(unknown(name, known))
        missing = self.required - {*given, *keywords}
        order = dict.fromkeys((*self.positional, *known))
        faults += [Fault(REQUIRED, (name,)) for name in order if name in missing]
        return without_misspelt(faults, known)

    def _misfits(self, values: Mapping[str, Any]) -> list[Fault]:
        faults: list[Fault] = []
        for name, kind in self.kinds.items():
            if (value := values.get(name)) is None and (
                name in self.optional or name not in values
            ):
                continue
            try:
                kind.accept(value)
            except MisfitError as misfit:
                faults += misfit.inside(name).faults
        return faults


def _kinds(parameters: Iterable[Parameter]) -> dict[str, Kind[Any, Any]]:
    return {one.name: _KINDS[one.annotation] for one in parameters if one.annotation in _KINDS}


def public(
    function: Callable[Parameters, Result], further: Collection[str] = ()
) -> Callable[Parameters, Result]:
    """Return a function or method that reports wrong calls like the constructs, with the most similar name and the user's line.

    Args:
        function: the function.
        further: the names of its further keywords. By default, the function checks them.
    """
    is_method = next(iter(inspect.signature(function).parameters), "") in ("self", "cls")
    call = Call.of(function, int(is_method))

    @functools.wraps(function)
    def checked(*args: Parameters.args, **keywords: Parameters.kwargs) -> Result:
        __tracebackhide__ = True  # pytest does not show this frame
        try:
            if faults := call.faults(args[is_method:], keywords, further):
                raise MisfitError.of(faults).for_user(_caller(function, args if is_method else ()))
            return function(*args, **keywords)
        except InvalidArgumentsError as error:
            if is_method and _is_of_call(error, call, args[0]):
                named = MisfitError.of(error.faults).for_user(_caller(function, args))
                raise shown(named) from error.__cause__
            raise shown(error) from error.__cause__
        except (TypeError, ValueError, AttributeError, AssertionError) as error:
            raise shown(error) from error.__cause__

    setattr(checked, _PUBLIC, True)
    return checked


def _is_of_call(error: InvalidArgumentsError, call: Call, owner: Any) -> bool:
    """Return whether a method of a construct has passed its arguments to a struct, or to another method, which has rejected them.

    Then the error must name the call of the user, with the path of the construct.
    """
    inner = error.__traceback__.tb_next if error.__traceback__ else None
    while inner is not None:
        if not is_library(inner.tb_frame):
            return False
        inner = inner.tb_next
    if not hasattr(owner, "_named") or isinstance(owner, type):
        return False
    is_named = '"' in error.subject and not error.subject.startswith(f"{owner._named()}.")  # noqa: SLF001 - one library
    names = {fault.path[0] if fault.path else "" for fault in error.faults}
    return not is_named and bool(names) and names <= call.names


def is_public(member: object) -> bool:
    """Return whether `public` has returned a function."""
    return hasattr(member, _PUBLIC)


def make_public(owner: type, further: Collection[str] = ()) -> None:
    """Apply `public` to all public methods that a class defines."""
    for name, member in list(vars(owner).items()):
        if name.startswith("_") or is_public(member):
            continue
        if isinstance(member, FunctionType):
            setattr(owner, name, public(member, further))
        elif isinstance(member, classmethod | staticmethod):
            setattr(owner, name, type(member)(public(member.__func__, further)))


def _caller(function: Callable[..., Any], args: tuple[Any, ...]) -> str:
    """Return the name of a call for messages, such as ``Team "stack/search".grant``."""
    name: str = function.__name__
    if not args:
        package = function.__module__.split(".")[1:-1]
        return ".".join((*package, name))
    owner = args[0]
    if isinstance(owner, type):
        subject = owner.__name__
    else:
        subject = owner._named() if hasattr(owner, "_named") else type(owner).__name__  # noqa: SLF001 - one library
    return subject if name == "__init__" else f"{subject}.{name}"


def shown(error: Wrong) -> Wrong:
    """Return an error whose traceback ends at a line of the user, with a note that names the line.

    The error of a failed assertion of `openai_cdktf.testing` has no note: the test runner shows the line.
    """
    last: TracebackType | None = None
    inner: TracebackType | None = error.__traceback__
    is_own = False
    while inner is not None:
        is_own = is_library(inner.tb_frame)
        if not is_own:
            last = inner
        inner = inner.tb_next
    if is_own:
        if last is None:
            error.__traceback__ = None
        else:
            last.tb_next = None
        if not getattr(error, "__notes__", None) and not isinstance(error, AssertionError):
            error.add_note(line_note())
    return error


class _PublicConstruct(JSIIMeta):
    def __call__(cls, *args: Any, **keywords: Any) -> Any:  # noqa: N805 - a metaclass
        __tracebackhide__ = True
        try:
            return super().__call__(*args, **keywords)
        except (TypeError, ValueError, AttributeError) as error:
            raise shown(error) from error.__cause__


def public_type(kind: Type) -> Type:
    """Return a class after its constructor and its methods were made `public`.

    Constructs check their arguments themselves: for them and their subclasses, only the tracebacks change. This changes the type of
    the class. With a `metaclass` in its definition, editors would not show the signature.
    """
    if isinstance(kind, JSIIMeta):
        kind.__class__ = _PublicConstruct  # type: ignore[assignment]
        return kind
    if "__init__" in vars(kind):
        setattr(kind, "__init__", public(vars(kind)["__init__"]))  # noqa: B010 - for editors, an assignment would hide the signature
    make_public(kind)
    return kind
