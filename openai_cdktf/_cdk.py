"""Binds the constructs to the CDK of their stack.

There are two CDKs: ``cdktf`` and its fork ``cdktn``. The synthesis of a tree with classes of both fails. So each
construct of this library is an instance of a subclass of a base class of the CDK of its stack.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

import jsii
from constructs import Construct

from openai_cdktf._calls import is_public
from openai_cdktf._jsii import BASES, VERSION, archive_name, module_name


@cache
def bound(kind: Any, cdk: ModuleType) -> Any:
    """Return the subclass of a construct class that also derives from the base class of a CDK.

    The subclass itself contains all members that override members of the CDK's base class. jsii searches for overrides whenever
    an object is created. With this subclass, it does not search the attributes of the construct's class, which would
    take half of the time (see `Element.__init_subclass__`). Public methods only check the arguments, so Node must not call them.
    """
    base = _node_class(kind._node_class, cdk)  # noqa: SLF001 - used inside this library only
    overrides: dict[str, Any] = {}
    for ancestor in kind.__mro__[: kind.__mro__.index(Construct)]:
        for name, member in vars(ancestor).items():
            if not name.startswith("__") and hasattr(base, name) and not is_public(member):
                overrides.setdefault(name, member)
    metaclass: Any = type(kind)
    if not issubclass(metaclass, type(base)):  # some classes of the CDK are abstract
        metaclass = type(metaclass.__name__, (metaclass, type(base)), {})
    return metaclass(
        kind.__name__,
        (kind, base),
        {
            **overrides,
            # `jsii.implements` sets the type of the construct's first base, which does not belong to a CDK.
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
    """Return the Python class for a class of ``_jsii/elements.js``, which derives from a class of the CDK."""
    _load(cdk.__name__)
    base = getattr(cdk, BASES[cdk.__name__][name])
    members = {"__module__": __name__, "__doc__": base.__doc__}
    return type(base)(name, (base,), members, jsii_type=f"{module_name(cdk.__name__)}.{name}")


@cache
def _load(cdk: str) -> None:
    jsii.JSIIAssembly.load(module_name(cdk), VERSION, __package__, archive_name(cdk))
