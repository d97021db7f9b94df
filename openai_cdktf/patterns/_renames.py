"""Moves the objects of a pattern that has got another construct id, so that Terraform keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import jsii
from constructs import Construct

from openai_cdktf._element import Element
from openai_cdktf._resource import Resource

_LEAF = "openai-moves"


@dataclass(frozen=True)
class Renames:
    """The renamed patterns in one tree of constructs.

    Attributes:
        former_ids: the former ids of the patterns, by their paths.
        moved: the paths of the resources that have a move: a stack can be synthesized twice, and patterns contain patterns.
    """

    former_ids: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


_renames: dict[str, Renames] = {}
"""By the root of the tree, as the id that jsii gives it."""


def renames_of(construct: Construct) -> Renames:
    """Return the renamed patterns in the tree of a construct."""
    root: Any = construct.node.root
    return _renames.setdefault(str(root.__jsii_ref__.ref), Renames())


def move_at_synthesis(pattern: Construct, cdk: ModuleType) -> None:
    """Write a move for each resource in a pattern when the CDK synthesizes the stack, also for those that are created later.

    Args:
        pattern: the pattern.
        cdk: the CDK's module.
    """
    renames = renames_of(pattern)
    # The CDK calls an aspect for each construct below its scope. This construct has nothing below it, so there is one call.
    leaf = Construct(pattern, _LEAF)

    @jsii.implements(cdk.IAspect)
    class Moves:
        def visit(self, node: Construct) -> None:  # noqa: ARG002 - the CDK's interface
            for each in pattern.node.find_all():
                if cdk.TerraformResource.is_terraform_resource(each):
                    _move(each, renames)

    cdk.Aspects.of(leaf).add(Moves())


def _move(resource: Any, renames: Renames) -> None:
    if resource.node.path in renames.moved:
        return
    if isinstance(resource, Element) and not isinstance(resource, Resource):
        return  # ephemeral resources and actions have no state
    if isinstance(resource, Resource) and resource._moved_by is not None:  # noqa: SLF001 - one library
        return  # the user has moved it
    stack = resource.cdktf_stack
    new = resource.friendly_unique_id
    if new != stack.get_logical_id(resource):
        return  # `override_logical_id`: the address does not depend on the path
    old = _former_logical_id(resource, renames.former_ids)
    if old != new:
        renames.moved.add(resource.node.path)
        resource.move_from_id(f"{resource.terraform_resource_type}.{old}")


def _former_logical_id(resource: Construct, former_ids: dict[str, str]) -> str:
    """Return the name that the CDK itself computes for the former path, with constructs that are removed at once."""
    scopes = resource.node.scopes
    first = next(at for at, scope in enumerate(scopes) if scope.node.path in former_ids)
    owner = scopes[first - 1]
    ids = [former_ids.get(scope.node.path, scope.node.id) for scope in scopes[first:]]
    former: Any = owner
    for one in ids:
        former = Construct(former, one)
    try:
        stack: Any = resource
        return str(stack.cdktf_stack.get_logical_id(former.node))
    finally:
        owner.node.try_remove_child(ids[0])
