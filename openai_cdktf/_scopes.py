"""Finds the stack of a scope, and the CDK of the stack. The scope has already imported the CDK.

There are two CDKs: ``cdktf`` and its fork ``cdktn``. A wrong scope is a fault like that of any other argument, so that one error
names it together with the other faults of the call.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Final
from weakref import WeakKeyDictionary

from constructs import Construct

from openai_cdktf._jsii import BASES
from openai_cdktf._kinds import Kind
from openai_cdktf._misfits import MisfitError

CDKS = tuple(BASES)

_known: WeakKeyDictionary[Construct, ModuleType] = WeakKeyDictionary()


def cdk_of(scope: object, maker: str, argument: str = "scope") -> ModuleType:
    """Return the CDK module of the stack that contains the scope.

    Args:
        scope: the scope of a new construct.
        maker: the name of the construct's class or of the function, for messages.
        argument: the name of the argument, for messages.

    Raises:
        InvalidArgumentsError: The scope is not a construct, or no stack contains it, so the synthesized code would not contain the
            construct.
    """
    try:
        return checked_cdk(scope)
    except MisfitError as misfit:
        raise misfit.inside(argument).for_user(maker) from None


def checked_cdk(scope: object) -> ModuleType:
    """Return the CDK module of the stack that contains the scope.

    Raises:
        MisfitError: See `cdk_of`.
    """
    if not isinstance(scope, Construct):
        raise MisfitError(
            f"must be a stack or a construct in a stack, not {type(scope).__name__}. "
            "Inside the class of a stack, it is `self`"
        )
    if (known := _known.get(scope)) is not None:
        return known
    role, cdk = _place(scope)
    if role == "TerraformStack":
        _known[scope] = sys.modules[cdk]
        return _known[scope]
    if role == "App":
        raise MisfitError(
            "must be in a stack, but it is the App or a construct outside of all stacks, and the synthesized "
            "code would not contain the new construct. Pass a TerraformStack, or a construct in one"
        )
    raise MisfitError(
        "must be in a stack, but no TerraformStack contains it. "
        "Pass a TerraformStack of cdktf or cdktn, or a construct in one"
    )


def probable_cdk(scope: object) -> ModuleType:
    """Return the CDK with which to check the other arguments of a call whose scope is wrong."""
    role, cdk = _place(scope) if isinstance(scope, Construct) else ("", "")
    names = [cdk] if role else sorted(CDKS, key=lambda name: name not in sys.modules)
    return importlib.import_module(next(name for name in names if find_spec(name)))


def _place(scope: Any) -> tuple[str, str]:
    """Return "TerraformStack" or "App", whichever contains the scope, and its CDK, or two empty strings."""
    ancestor = scope
    while ancestor is not None:
        cdk, role = _role(type(ancestor))
        if role:
            return role, cdk
        ancestor = ancestor.node.scope
    return "", ""


def _role(kind: type) -> tuple[str, str]:
    """Return the CDK and the name of the stack or app class that a class derives from, or two empty strings."""
    for ancestor in kind.__mro__:
        cdk, _, name = str(ancestor.__dict__.get("__jsii_type__", "")).partition(".")
        if cdk in CDKS and name in ("TerraformStack", "App"):
            return cdk, name
    return "", ""


class _Scope(Kind[Any, Any]):
    def accept(self, value: Any) -> Any:
        checked_cdk(value)
        return value


SCOPE: Final = _Scope()
"""A stack, or a construct in a stack."""
