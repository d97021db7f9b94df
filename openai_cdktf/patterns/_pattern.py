"""The base class of patterns: constructs that contain the constructs of several objects."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import FunctionType, ModuleType
from typing import Any

from constructs import Construct

from openai_cdktf._cdk import cdk_of
from openai_cdktf._element import Element
from openai_cdktf._ids import path_of, rejected
from openai_cdktf._kinds import Kind
from openai_cdktf._misfits import Fault, MisfitError, Step
from openai_cdktf.patterns._keywords import keyword_faults


class Checks:
    """Collects the faults of all arguments of a pattern, so that one error names all of them.

    A pattern checks its arguments before it creates anything::

        checks = Checks()
        checks.accept("name", TEXT, name)
        if budget <= 0:
            checks.refuse("must be more than 0", "budget")
        super().__init__(scope, id, checks)  # raises the error
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def accept(
        self,
        name: str | tuple[Step, ...],
        kind: Kind[Any, Any],
        value: Any,
        *,
        required: bool = False,
    ) -> Any:
        """Return the value in the form for the CDK, or None if it is not set or does not fit.

        Args:
            name: the name of the argument, or the argument and the steps to the value in it.
            kind: the kind of the argument, such as `TEXT`. Every kind accepts tokens.
            value: the value. None means: not set.
            required: whether None is a fault.
        """
        path = (name,) if isinstance(name, str) else name
        if value is None:
            if required:
                self.refuse("is required and cannot be None", *path)
            return None
        return self.accept_set(kind, value, *path)

    def accept_set(self, kind: Kind[Any, Any], value: Any, *path: Step) -> Any:
        """Return a value that is set in the form for the CDK, or None if it does not fit.

        Args:
            kind: the kind of the value. Whether it accepts None depends on the kind.
            value: the value.
            path: the argument, and the steps to the value in it.
        """
        try:
            return kind.accept(value)
        except MisfitError as misfit:
            self.add_at(path, misfit.faults)
        return None

    def accept_for(
        self,
        construct: type[Element],
        argument: str,
        value: Any,
        *,
        name: str | tuple[Step, ...] = (),
        required: bool = False,
    ) -> Any:
        """Return a value for an argument of a construct. See `accept`.

        Args:
            construct: the class of the construct, such as `VectorStore`.
            argument: the argument of the construct.
            value: the value. None means: not set.
            name: the argument of the pattern, if it has another name. See `accept`.
            required: whether None is a fault.
        """
        kind = construct._arguments[argument].kind  # noqa: SLF001 - one library
        return self.accept(name or argument, kind, value, required=required)

    def refuse(self, text: str, *path: Step) -> None:
        """Add a fault.

        Args:
            text: the end of a sentence that begins with the path, such as "must be more than 0".
            path: the argument, and the steps to the value in it.
        """
        self.faults.append(Fault(text, path))

    def add_at(self, path: tuple[Step, ...], faults: Iterable[Fault]) -> None:
        """Add faults whose paths begin at a value in an argument."""
        self.faults += (replace(fault, path=(*path, *fault.path)) for fault in faults)

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults with complete paths."""
        self.faults += faults


class Pattern(Construct):
    """A construct that contains the constructs of several objects, each as an attribute.

    Attributes:
        cdk: the module of the CDK of its stack.
    """

    cdk: ModuleType

    def __init_subclass__(cls) -> None:
        if not cls.__module__.startswith("openai_cdktf."):
            return
        for name, member in list(vars(cls).items()):
            if isinstance(member, FunctionType) and (name == "__init__" or name[0] != "_"):
                setattr(cls, name, _checking_keywords(member))

    def __init__(
        self,
        scope: Construct,
        id: str,
        checks: Checks,
    ) -> None:
        """Create the construct, without children.

        Raises:
            InvalidArgumentsError: The checks have found faults. The message begins with the path of the construct.
            ValueError: No stack contains the scope.
        """
        kind = type(self).__name__
        self.cdk = cdk_of(scope, kind)
        if not isinstance(id, str):
            raise TypeError(f"{kind}: id must be a string, not {type(id).__name__}")
        self._name = f"{kind} {path_of(scope, id)}"
        if checks.faults:
            raise MisfitError.of(checks.faults).for_user(self._name)
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            raise rejected(error, scope, id).for_user(self._name) from None


def _checking_keywords(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that reports wrong keywords like the constructs of objects, with the path and the most similar name."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def checked(self: Pattern, *args: Any, **keywords: Any) -> Any:
        if faults := keyword_faults(signature, args, keywords):
            raise MisfitError.of(faults).for_user(_caller(self, function.__name__, args, keywords))
        return function(self, *args, **keywords)

    return checked


def _caller(pattern: Pattern, method: str, args: tuple[Any, ...], keywords: dict[str, Any]) -> str:
    """Return the name for messages, also of a pattern that is not created yet."""
    if method != "__init__":
        return f"{pattern._name}.{method}"  # noqa: SLF001 - one module
    kind = type(pattern).__name__
    scope, construct_id = (
        *args[:2],
        *(keywords[name] for name in ("scope", "id")[len(args) :] if name in keywords),
    )
    return f"{kind} {path_of(scope, construct_id)}" if isinstance(scope, Construct) else kind
