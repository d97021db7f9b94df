"""Finds the constructs of this library in a tree, for checks of complete stacks."""

from __future__ import annotations

from constructs import Construct

from openai_cdktf._element import Element


def elements_of(scope: Construct) -> list[Element]:
    """Return the constructs of this library in a scope, in the order of their creation within each parent.

    Args:
        scope: a stack, or a construct in it.
    """
    # One call to Node for the complete tree. The arguments of each element are in Python.
    return [each for each in scope.node.find_all() if isinstance(each, Element)]
