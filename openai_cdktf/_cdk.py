"""Which CDK a construct belongs to, told by its scope. It must not import a CDK itself: the scope has done so.

Two CDKs are in use: ``cdktf`` and its fork ``cdktn``. A tree that mixes their classes breaks when it is synthesized,
so a construct of this library is an instance of a subclass of the base class that its own stack was made with.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import jsii
from constructs import Construct

from openai_cdktf._jsii import BASES, VERSION, archive_name, module_name

CDKS = tuple(BASES)

_known: WeakKeyDictionary[Construct, ModuleType] = WeakKeyDictionary()


def cdk_of(scope: object, maker: str) -> ModuleType:
    """Return the CDK module that the stack around a scope was made with.

    Args:
        scope: what was given as the scope of a new construct.
        maker: the name of the construct's class, for messages.

    Raises:
        TypeError: the scope is no construct.
        ValueError: there is no stack around it, so that the construct would be left out of the synthesized code.
    """
    if not isinstance(scope, Construct):
        raise TypeError(
            f"{maker}: the first argument is the scope, a construct within a stack; "
            f"got {type(scope).__name__}"
        )
    if (known := _known.get(scope)) is not None:
        return known
    ancestor: Any = scope
    while ancestor is not None:
        cdk, role = _role(type(ancestor))
        if role == "TerraformStack":
            _known[scope] = sys.modules[cdk]
            return _known[scope]
        if role == "App":
            raise ValueError(
                f"{maker} must be in a stack, but its scope is the App (or a construct outside of "
                "all stacks). The synthesizer would leave it out without a word: pass a "
                "TerraformStack, or a construct within one, as the first argument"
            )
        ancestor = ancestor.node.scope
    raise ValueError(
        f"{maker} must be in a stack, but there is no TerraformStack around its scope. "
        "Make it within a TerraformStack of cdktf or cdktn"
    )


def _role(kind: type) -> tuple[str, str]:
    """Return the CDK and the name of the stack or app class that a class derives from, or two empty strings."""
    for ancestor in kind.__mro__:
        cdk, _, name = str(ancestor.__dict__.get("__jsii_type__", "")).partition(".")
        if cdk in CDKS and name in ("TerraformStack", "App"):
            return cdk, name
    return "", ""


@cache
def bound(kind: Any, cdk: ModuleType) -> Any:
    """Return the subclass of a construct class that also derives from the class of a CDK that it stands on.

    Whatever overrides a member of the CDK's base class stands in the subclass itself. So jsii, which looks for
    overrides whenever an object is made, need not look through the attributes of the construct's class: that alone
    would take half of the time (see `Element.__init_subclass__`).
    """
    base = _node_class(kind._node_class, cdk)  # noqa: SLF001 - known to all of the library
    overrides: dict[str, Any] = {}
    for ancestor in kind.__mro__[: kind.__mro__.index(Construct)]:
        for name, member in vars(ancestor).items():
            if not name.startswith("__") and hasattr(base, name):
                overrides.setdefault(name, member)
    return type(kind)(
        kind.__name__,
        (kind, base),
        {
            **overrides,
            # `jsii.implements` gives the construct's class the type of its own first base, which is no CDK's.
            "__jsii_type__": base.__jsii_type__,
            "__module__": kind.__module__,
            "__qualname__": kind.__qualname__,
            "__doc__": kind.__doc__,
            "cdk": cdk,
            "unbound": kind,
        },
    )


@cache
def _node_class(name: str, cdk: ModuleType) -> Any:
    """Return a class of ``_jsii/elements.js``, on the CDK's own, as jsii has it in Python."""
    _load(cdk.__name__)
    base = getattr(cdk, BASES[cdk.__name__][name])
    members = {"__module__": __name__, "__doc__": base.__doc__}
    return type(base)(name, (base,), members, jsii_type=f"{module_name(cdk.__name__)}.{name}")


@cache
def _load(cdk: str) -> None:
    jsii.JSIIAssembly.load(module_name(cdk), VERSION, __package__, archive_name(cdk))
