"""Actions, on either CDK: blocks that neither knows. It must not know any particular action."""

from __future__ import annotations

from openai_cdktf._unreferable import Unreferable


class Action(Unreferable):
    """Something that Terraform does at one moment: when a resource changes (`trigger`), or with ``terraform apply -invoke``.

    It needs Terraform 1.14 or later. An action has no results: no attribute of it can be referred to.
    """

    _node_class = "Action"
    _block = "action"

    @property
    def address(self) -> str:
        """The address in Terraform, such as ``action.openai_batch_cancel.nightly``, as `-invoke` takes it.

        From now on the CDK refuses to change the action's name. Of an action with `count` or `for_each`, an instance is
        ``f"{action.address}[0]"`` or ``f"{action.address}[each.key]"``.
        """
        _ = self.fqn
        return f"{self.terraform_resource_type}.{self.friendly_unique_id}"
