"""The base class of actions and queries. No CDK has a class for these blocks, and no block can refer to their attributes."""

from __future__ import annotations

from openai_cdktf._base_members import GETTERS, hide
from openai_cdktf._location import Location
from openai_cdktf._misfits import refused
from openai_cdktf._resource import Repeatable


class Unreferable(Repeatable):
    """A block with `count`, `for_each` and `provider`, and no other meta-arguments."""

    @property
    def _location(self) -> Location:
        raise refused(
            f"{self._named()} is {'an' if self._block[0] in 'aeiou' else 'a'} {self._block}, so other blocks cannot refer to its "
            "attributes. The values of its arguments are in its properties that end with `_input`"
        )


hide(Unreferable, GETTERS)
