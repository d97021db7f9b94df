"""Typed references to values that are known only when Terraform runs.

You can use a reference like a value: in arguments, outputs, functions and strings. Python cannot compute anything from it
(its truth, its length, a sum), because the value is not known yet. So these operations raise a `TypeError`. The message
says what to use instead.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Protocol, Self, TypeVar

from openai_cdktf._location import Location
from openai_cdktf._misfits import no_attribute, refused

Item = TypeVar("Item")


class Resolvable(Protocol):
    """A token of the CDK (``IResolvable``): an object that the synthesis replaces with a value."""

    @property
    def creation_stack(self) -> list[str]:
        """The stack trace of its creation."""
        ...

    def resolve(self, context: Any, /) -> Any:
        """Return the value."""
        ...


class _Same:
    """An object that never changes, so a copy is the same object. A real copy would also copy the construct, or fail."""

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Self:
        return self


class Reference(_Same):
    """A value whose token is an object: a boolean, an object, or a collection of them."""

    shape: ClassVar[str] = "any"
    advice: ClassVar[str] = "you can pass it on, but Python cannot compute with it"
    __jsii_type__ = "cdktf.IResolvable"  # so that jsii uses its `__jsii_ref__`

    def __init__(self, location: Location) -> None:
        self._location = location

    @property
    def __jsii_ref__(self) -> Any:
        """The object on the CDK's side."""
        return self._location.expression().__jsii_ref__

    @property
    def creation_stack(self) -> list[str]:
        """See `Resolvable`."""
        return []

    def resolve(self, context: Any) -> Any:
        """See `Resolvable`."""
        return self._location.expression().resolve(context)

    def to_string(self) -> str:
        """Return the token of the value inside a string."""
        return str(self._location.token("string"))

    def __str__(self) -> str:
        return self.to_string()

    def __format__(self, form: str) -> str:
        return format(self.to_string(), form)

    def __repr__(self) -> str:
        return f"<reference to {self._location}>"

    def _refuse(self, *_: object) -> NoReturn:
        raise refused(f"{self._location.named} is known only when Terraform runs: {self.advice}")

    if not TYPE_CHECKING:
        __bool__ = __iter__ = __len__ = __contains__ = _refuse

        def __setattr__(self, name: str, value: Any) -> None:
            if not name.startswith("_") and not hasattr(type(self), name):
                raise no_attribute(
                    f"{self._location.named} has no attribute `{name}`, and is read-only"
                )
            super().__setattr__(name, value)


class _Structured(Reference):
    """A value that cannot be part of a string: an object, or a collection."""

    _what: ClassVar[str] = "an object"
    _inside: ClassVar[str] = "use one of its attributes"

    def __str__(self) -> str:
        raise refused(
            f"{self._location.named} is {self._what} and cannot be part of a string: {self._inside}, or use Fn.jsonencode(reference)"
        )

    def __format__(self, form: str) -> str:
        return str(self)


class BooleanReference(Reference):
    """A boolean. Use `Fn.conditional` of the CDK instead of `if`."""

    shape = "boolean"
    advice = (
        "it is not true or false in Python. Use Fn.conditional(reference, a, b) instead of `if`, "
        "and Op.not_, Op.and_ and Op.or_ for logic"
    )


class ObjectReference(_Structured):
    """An object, with an attribute for each attribute in Terraform."""

    shape = "object"
    advice = "you can use its attributes, but Python does not know its truth and length. Use Fn.keys or Fn.values"


class AnyReference(Reference):
    """A value of any type. ``[0]`` and ``["name"]`` return references to its parts."""

    advice = "Python does not know its truth and length. Use Fn.length_of, Fn.keys or a TerraformIterator"

    def __getitem__(self, step: int | str) -> AnyReference:
        """Return an item of a list by its index, or an entry of a map or object by its name."""
        location = self._location
        return AnyReference(location.entry(step) if isinstance(step, str) else location.item(step))


class Items(_Structured, Generic[Item]):
    """A list or set of objects, booleans or collections. ``[0]`` or ``get(0)`` returns a reference to an item."""

    shape = "list"
    _what = "a list"
    _inside = "use one of its items, such as `[0]`"
    advice = (
        "Python does not know its truth and length. Use Fn.length_of for the length, "
        "and a TerraformIterator to iterate over it"
    )

    def __init__(self, location: Location, refer: Callable[[Location], Item]) -> None:
        super().__init__(location)
        self._refer = refer

    def __getitem__(self, index: int) -> Item:
        """Return a reference to the item at an index, counted from 0."""
        return self._refer(self._location.item(index))

    def get(self, index: int) -> Item:
        """Return a reference to the item at an index, counted from 0."""
        return self[index]


class Entries(_Structured, Generic[Item]):
    """A map of objects, booleans or collections. ``["key"]`` or ``get("key")`` returns a reference to an entry."""

    shape = "map"
    _what = "a map"
    _inside = "use one of its entries"
    advice = (
        "Python does not know its truth and length. Use Fn.keys, Fn.values or Fn.length_of, "
        "and a TerraformIterator to iterate over it"
    )

    def __init__(self, location: Location, refer: Callable[[Location], Item]) -> None:
        super().__init__(location)
        self._refer = refer

    def __getitem__(self, key: str) -> Item:
        """Return a reference to the entry with this key."""
        return self._refer(self._location.entry(key))

    def get(self, key: str) -> Item:
        """Return a reference to the entry with this key."""
        return self[key]

    def lookup(self, key: str) -> Item:
        """Return a reference to the entry with this key."""
        return self[key]


_PLUMBING = ("jsii", "typeguard")


def _called_by_cdk() -> bool:
    """Return whether the caller's caller passes values to the CDK. Only this code is allowed to see the token."""
    frame = inspect.currentframe()
    for _ in range(2):
        frame = frame.f_back if frame else None
    return frame is not None and frame.f_globals.get("__name__", "").split(".")[0] in _PLUMBING


class TextReference(_Same, str):
    """A string. In Python, it contains only the CDK's token, so it can be concatenated, but not inspected."""

    __slots__ = ("_location",)
    _location: Location

    def __new__(cls, location: Location) -> Self:
        """Create the string with the CDK's token."""
        reference = super().__new__(cls, location.token("string"))
        reference._location = location
        return reference

    def __format__(self, form: str) -> str:
        if form:
            self._refuse()
        return str(self)

    def __repr__(self) -> str:
        return f"<reference to {self._location}>"

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise refused(
            f"{self._location.named} is known only when Terraform runs, so Python cannot read it. It can be part of a string. For "
            "other operations use Fn.conditional, Op.eq, Fn.lower, Fn.replace, Fn.split and other functions of the CDK"
        )

    if not TYPE_CHECKING:
        __bool__ = __iter__ = __contains__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = (
            _refuse
        )
        capitalize = casefold = center = count = endswith = expandtabs = find = index = _refuse
        isalnum = isalpha = isascii = isdecimal = isdigit = isidentifier = islower = _refuse
        isnumeric = isprintable = isspace = istitle = isupper = ljust = lower = lstrip = _refuse
        partition = removeprefix = removesuffix = replace = rfind = rindex = rjust = _refuse
        rpartition = rsplit = rstrip = split = splitlines = startswith = strip = swapcase = _refuse
        title = translate = upper = zfill = __mul__ = __rmul__ = _refuse

        def __len__(self) -> int:
            return super().__len__() if _called_by_cdk() else self._refuse()


class NumberReference(_Same, float):
    """A number. In Python, it is only the CDK's token. Inside a string, it is the string token."""

    _location: Location

    def __new__(cls, location: Location) -> Self:
        """Create the number that is the CDK's token."""
        reference = super().__new__(cls, location.token("number"))
        reference._location = location
        return reference

    def __str__(self) -> str:
        return str(self._location.token("string"))

    def __format__(self, form: str) -> str:
        if form:
            raise refused(
                f"{self._location.named} is known only when Terraform runs: "
                f'use Fn.format(specification, [reference]) instead of the format "{form}"'
            )
        return str(self)

    def __repr__(self) -> str:
        return f"<reference to {self._location}>"

    def _refuse(self, *_: object) -> NoReturn:
        raise refused(
            f"{self._location.named} is known only when Terraform runs, so Python cannot compute with it. "
            "Use Op.add, Op.sub, Op.mul, Op.div, Op.gt and other functions of the CDK, or Fn.max and Fn.min"
        )

    if not TYPE_CHECKING:
        __hash__ = float.__hash__
        __bool__ = __int__ = __trunc__ = __round__ = __floor__ = __ceil__ = _refuse
        __neg__ = __pos__ = __abs__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
        __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse
        __mod__ = __rmod__ = __divmod__ = __rdivmod__ = __pow__ = __rpow__ = _refuse


class ListReference(_Same, list[Item], Generic[Item]):
    """A list or set of strings or numbers. ``[0]`` returns a reference to an item. For the CDK, it is a list with a token."""

    def __init__(self, location: Location, form: str, refer: Callable[[Location], Item]) -> None:
        super().__init__(location.token(form))
        self._location = location
        self._refer = refer

    @property
    def token(self) -> list[Any]:
        """The token, as a plain list."""
        return [super().__getitem__(0)]

    def __str__(self) -> str:
        raise refused(
            f"{self._location.named} is a list and cannot be part of a string: "
            'use Fn.join(", ", reference) or Fn.jsonencode(reference)'
        )

    def __format__(self, form: str) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<reference to {self._location}>"

    def get(self, index: int) -> Item:
        """Return a reference to the item at an index, counted from 0."""
        return self._refer(self._location.item(index))

    def _refuse(self, *_: object) -> NoReturn:
        raise refused(
            f"{self._location.named} is known only when Terraform runs. Use Fn.length_of for the length, "
            "Fn.contains to search, Fn.concat to join lists, and a TerraformIterator to iterate over it"
        )

    if not TYPE_CHECKING:

        def __getitem__(self, index: int) -> Item:
            return self.get(index)

        def __iter__(self) -> Any:
            return super().__iter__() if _called_by_cdk() else self._refuse()

        def __len__(self) -> int:
            return super().__len__() if _called_by_cdk() else self._refuse()

        __hash__ = object.__hash__
        __bool__ = __contains__ = __reversed__ = __add__ = __iadd__ = __mul__ = _refuse
        append = extend = insert = pop = remove = sort = reverse = index = count = _refuse


class MapReference(_Same, dict[str, Item], Generic[Item]):
    """A map of strings or numbers. ``["key"]`` or ``lookup("key")`` returns a reference to an entry."""

    def __init__(self, location: Location, form: str, refer: Callable[[Location], Item]) -> None:
        super().__init__(location.token(form))
        self._location = location
        self._refer = refer

    @property
    def token(self) -> dict[str, Any]:
        """The token, as a plain map."""
        return dict(dict.items(self))

    def __str__(self) -> str:
        raise refused(
            f"{self._location.named} is a map and cannot be part of a string: use Fn.jsonencode(reference)"
        )

    def __format__(self, form: str) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<reference to {self._location}>"

    def lookup(self, key: str) -> Item:
        """Return a reference to the entry with this key."""
        return self._refer(self._location.entry(key))

    def _refuse(self, *_: object) -> NoReturn:
        raise refused(
            f"{self._location.named} is known only when Terraform runs. Use Fn.keys, Fn.values, Fn.length_of, "
            "Fn.contains or Fn.merge, and a TerraformIterator to iterate over it"
        )

    if not TYPE_CHECKING:

        def __getitem__(self, key: str) -> Item:
            return self.lookup(key)

        def get(self, key: str) -> Item:
            return self.lookup(key)

        def __iter__(self) -> Any:
            return super().__iter__() if _called_by_cdk() else self._refuse()

        def __len__(self) -> int:
            return super().__len__() if _called_by_cdk() else self._refuse()

        def items(self) -> Any:
            return super().items() if _called_by_cdk() else self._refuse()

        def keys(self) -> Any:
            return super().keys() if _called_by_cdk() else self._refuse()

        def values(self) -> Any:
            return super().values() if _called_by_cdk() else self._refuse()

        __hash__ = object.__hash__
        __bool__ = __contains__ = __reversed__ = __or__ = __ror__ = __ior__ = _refuse
        __setitem__ = __delitem__ = pop = popitem = update = setdefault = _refuse
