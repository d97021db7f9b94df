"""Collects the faults of all arguments of a call, so that one error names all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openai_cdktf._kinds import TEXT, Kind
from openai_cdktf._misfits import Fault, MisfitError, Step

if TYPE_CHECKING:
    from openai_cdktf._element import Element

_ADDRESS = re.compile(r'(module\.[\w-]+(\[[^]]+\])?\.)*[a-z]\w*\.[\w-]+(\[(\d+|"[^"$]*")\])?')


class Checks:
    """The faults of the arguments of one call.

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

    def accept_text(self, name: str, value: Any, what: str) -> None:
        """Check a required string.

        Args:
            name: the name of the argument.
            value: the value.
            what: what the string is, such as "the id of the existing object".
        """
        text = self.accept(name, TEXT, value, required=True)
        if text == "":
            self.refuse(f"cannot be empty: it is {what}", name)

    def accept_address(self, name: str, value: Any, resource_type: str) -> None:
        """Check the address of a resource, such as `openai_file.name["key"]`."""
        text = self.accept(name, TEXT, value, required=True)
        if text is not None and not _ADDRESS.fullmatch(text):
            self.refuse(f'must be an address such as `{resource_type}.name`, not "{text}"', name)

    def accept_by(self, name: str, accept: Callable[[], Any]) -> None:
        """Call a function that raises an error if the value of an argument does not fit."""
        try:
            accept()
        except MisfitError as misfit:
            self.add_at((name,), misfit.faults)

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

    def report(self, name: str) -> None:
        """Raise an error for the user if there are faults.

        Args:
            name: the name of the construct, and of the method.

        Raises:
            InvalidArgumentsError: There are faults.
        """
        if self.faults:
            raise MisfitError.of(self.faults).for_user(name)
