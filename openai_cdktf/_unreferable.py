"""Blocks that no CDK knows, and whose attributes others cannot refer to: actions and queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from openai_cdktf._location import Location
from openai_cdktf._resource import Repeatable

_NOT_TAKEN = frozenset(("connection", "depends_on", "lifecycle", "provisioners"))
"""What the CDK's base class has, and these blocks of Terraform have not."""


class Unreferable(Repeatable):
    """A block with `count`, `for_each` and `provider`, and no other meta-arguments."""

    _block: ClassVar[str]
    """The name of this kind of block in sentences."""

    if not TYPE_CHECKING:  # or type checkers would take any attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _NOT_TAKEN and value is not None:
                raise AttributeError(f"{self._name}: no {self._block} takes `{name}`")
            super().__setattr__(name, value)

    @property
    def _location(self) -> Location:
        raise TypeError(
            f"{self._name} is {'an' if self._block[0] in 'aeiou' else 'a'} {self._block}, and has no attributes that others can "
            "refer to. What its arguments are set to is in its properties that end in `_input`"
        )
