"""Actions, on either CDK: blocks that neither knows. It must not know any particular action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openai_cdktf._location import Location
from openai_cdktf._resource import Repeatable

_NOT_TAKEN = frozenset(("connection", "depends_on", "lifecycle", "provisioners"))
"""What the CDK's base class has, and Terraform's blocks of actions have not."""


class Action(Repeatable):
    """Something that Terraform does at one moment: when a resource changes (`trigger`), or with ``terraform apply -invoke``.

    It needs Terraform 1.14 or later. An action has no results: no attribute of it can be referred to.
    """

    _node_class = "Action"

    if not TYPE_CHECKING:  # or type checkers would take any attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _NOT_TAKEN and value is not None:
                raise AttributeError(f"{self._name}: Terraform's actions take no `{name}`")
            super().__setattr__(name, value)

    @property
    def address(self) -> str:
        """The address in Terraform, such as ``action.openai_batch_cancel.nightly``, as `-invoke` takes it.

        From now on the CDK refuses to change the action's name. Of an action with `count` or `for_each`, an instance is
        ``f"{action.address}[0]"`` or ``f"{action.address}[each.key]"``.
        """
        _ = self.fqn
        return f"{self.terraform_resource_type}.{self.friendly_unique_id}"

    @property
    def _location(self) -> Location:
        raise TypeError(
            f"{self._name} is an action, and has no attributes that others can refer to. What its arguments are set to is in "
            "its properties that end in `_input`"
        )
