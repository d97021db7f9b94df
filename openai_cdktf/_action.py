"""The base class of actions, for both CDKs. Neither CDK has a class for these blocks."""

from __future__ import annotations

from openai_cdktf._unreferable import Unreferable


class Action(Unreferable):
    """An action, which Terraform invokes when a resource changes (`trigger`) or with ``terraform apply -invoke``.

    It needs Terraform 1.14 or later. An action has no results, so no other block can refer to its attributes.
    """

    _node_class = "Action"
    _block = "action"

    @property
    def address(self) -> str:
        """The address in Terraform, such as ``action.openai_batch_cancel.nightly``, for `-invoke`.

        After this, the CDK does not allow a change of the action's name. For an action with `count` or `for_each`, the address of an
        instance is ``f"{action.address}[0]"`` or ``f"{action.address}[each.key]"``.
        """
        _ = self.fqn
        return f"{self.terraform_resource_type}.{self.friendly_unique_id}"
