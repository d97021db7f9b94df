"""The members of the CDK's base classes: those that check their arguments first, and those that a block does not support."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn

from openai_cdktf._calls import public
from openai_cdktf._checks import Checks
from openai_cdktf._misfits import no_attribute


def _getter(name: str) -> Callable[[Any, str], Any]:
    """Return a method that checks the path of an attribute before it calls the CDK's method of this name."""

    def get(self: Any, terraform_attribute: str) -> Any:
        checks = Checks()
        what = "the path of an attribute, such as `metadata`"
        checks.accept_text("terraform_attribute", terraform_attribute, what)
        checks.report(f"{self._named()}.{name}")
        return self._of_cdk(name, terraform_attribute)

    get.__name__ = name
    return public(get)


GETTERS: Final = (
    "interpolation_for_attribute",
    "get_string_attribute",
    "get_number_attribute",
    "get_boolean_attribute",
    "get_list_attribute",
    "get_number_list_attribute",
    "get_string_map_attribute",
    "get_number_map_attribute",
    "get_boolean_map_attribute",
    "get_any_map_attribute",
)
"""The methods that return tokens of attributes."""


def add_getters(kind: Any) -> None:
    """Add the methods that return tokens of attributes to a class."""
    for name in GETTERS:
        setattr(kind, name, _getter(name))


class NotSupported:
    """A member of the CDK's base class that does not exist for this kind of block."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: Any) -> NoReturn:
        name = owner.__name__ if instance is None else instance._named()  # noqa: SLF001 - one module
        raise no_attribute(f"{name}: {owner._block} blocks do not support `{self._name}`")  # noqa: SLF001 - one module


_OF_MANAGED = (
    "add_move_target",
    "has_resource_move",
    "import_from",
    "move_from_id",
    "move_to",
    "move_to_id",
)


def hide(kind: Any, further: Iterable[str] = ()) -> None:
    """Hide methods that the CDK's base class has, and that these blocks of Terraform do not support.

    Args:
        kind: the class.
        further: the names of methods, besides those for managed objects.
    """
    for name in (*_OF_MANAGED, *further):
        setattr(kind, name, NotSupported(name))
