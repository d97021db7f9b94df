"""``trigger``: what a resource's changes make Terraform do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, Protocol
from weakref import WeakKeyDictionary

from constructs import Construct

from openai_cdktf._action import Action
from openai_cdktf._calls import public
from openai_cdktf._references import Resolvable
from openai_cdktf._resource import EphemeralResource
from openai_cdktf._scopes import cdk_of

Change = Literal["create", "update", "destroy"]

_CHANGES: Final = ("create", "update", "destroy")
_triggers: WeakKeyDictionary[Any, list[dict[str, Any]]] = WeakKeyDictionary()


class Triggering(Protocol):
    """A managed resource, of this library or of another provider."""

    @property
    def terraform_resource_type(self) -> str:
        """The type in Terraform."""
        ...

    def add_override(self, path: str, value: Any) -> None:
        """Set a value in the synthesized JSON."""
        ...


@public
def trigger(
    resource: Triggering,
    *,
    after: Change | Sequence[Change] = (),
    before: Change | Sequence[Change] = (),
    actions: Sequence[Action | str],
    condition: str | bool | Resolvable | None = None,
) -> None:
    """Let Terraform invoke actions when it creates or changes a resource.

    Called again for the same resource, it adds a further trigger. Where an action fails after a change, the run fails, the
    change stays, and the next run does not invoke the action again: ``terraform apply -invoke=ADDRESS`` does. Terraform 1.14 or
    later is needed, and 1.16 for ``destroy``.

    Args:
        resource: The managed resource, of this library or of another provider, such as a `terraform_data`.
        after: The changes after which the actions are invoked: ``"create"``, ``"update"``, ``"destroy"``, or several of them.
        before: The changes before which the actions are invoked. Their arguments cannot refer to the resource then.
        actions: The actions of the same stack, in the order in which they are invoked. An instance of an action with `count`
            or `for_each` is given by its address: see `Action.address`.
        condition: An expression that says whether the actions are invoked, such as ``"${var.enabled}"``, or a token.

    Raises:
        TypeError: The resource is no managed one, or an action is none.
        ValueError: No change or no action is given, one is unknown, or an action belongs to another stack.
    """
    cdk: Any = cdk_of(resource, "trigger", "resource") if isinstance(resource, Construct) else None
    if (
        cdk is None
        or not isinstance(resource, cdk.TerraformResource)
        or isinstance(resource, Action | EphemeralResource)
    ):
        raise TypeError(
            f"trigger: the first argument must be a managed resource, not {type(resource).__name__}"
        )
    events = [f"after_{one}" for one in _changes("after", after)]
    events = [*(f"before_{one}" for one in _changes("before", before)), *events]
    if not events:
        raise ValueError('trigger: say when, such as `after="create"` or `before="update"`')
    block: dict[str, Any] = {"events": events, "actions": _addresses(actions, cdk, resource)}
    if condition is not None:
        block["condition"] = _condition(condition)
    blocks = _triggers.setdefault(resource, [])
    blocks.append(block)
    resource.add_override("lifecycle.action_trigger", [dict(one) for one in blocks])


def _changes(name: str, given: str | Iterable[str]) -> list[str]:
    found = [given] if isinstance(given, str) else list(given)
    for one in found:
        if one not in _CHANGES:
            raise ValueError(
                f"trigger: {name} must be of {', '.join(_CHANGES)}, or several of them; got {one!r}"
            )
    return [one for one in _CHANGES if one in found]


def _addresses(actions: Iterable[Action | str], cdk: Any, resource: Any) -> list[str]:
    if isinstance(actions, str | Action):
        raise TypeError("trigger: actions must be a list of actions")
    stack = cdk.TerraformStack.of(resource).node.path
    addresses = []
    for action in actions:
        if isinstance(action, str) and action.startswith("action."):
            addresses.append(action)
            continue
        if not isinstance(action, Action):
            raise TypeError(
                "trigger: actions must be actions of this library, or addresses such as "
                f"`action.openai_batch_cancel.nightly`; got {action!r}"
            )
        if action.cdk is not cdk or cdk.TerraformStack.of(action).node.path != stack:
            raise ValueError(
                f"trigger: {action.address} is in another stack than the resource: Terraform's triggers take actions of the same "
                "stack alone"
            )
        addresses.append(action.address)
    if not addresses:
        raise ValueError("trigger: at least one action is needed")
    return addresses


def _condition(condition: Any) -> Any:
    if isinstance(condition, str) and "${" not in condition:
        raise ValueError(
            f"trigger: condition must be an expression within `${{…}}`, or a token; got {condition!r}"
        )
    return condition
