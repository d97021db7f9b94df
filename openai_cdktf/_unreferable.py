"""The base class of actions and queries. No CDK has a class for these blocks, and no block can refer to their attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from openai_cdktf._location import Location
from openai_cdktf._resource import Repeatable

_NOT_TAKEN = frozenset(("connection", "depends_on", "lifecycle", "provisioners"))
"""Members of the CDK's base class that these blocks of Terraform do not have."""


class Unreferable(Repeatable):
    """A block with `count`, `for_each` and `provider`, and no other meta-arguments."""

    _block: ClassVar[str]
    """The name of this kind of block in sentences."""

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _NOT_TAKEN and value is not None:
                raise AttributeError(f"{self._name}: {self._block} blocks do not support `{name}`")
            super().__setattr__(name, value)

    @property
    def _location(self) -> Location:
        raise TypeError(
            f"{self._name} is {'an' if self._block[0] in 'aeiou' else 'a'} {self._block}, so other blocks cannot refer to its "
            "attributes. The values of its arguments are in its properties that end with `_input`"
        )
