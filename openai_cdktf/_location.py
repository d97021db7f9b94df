"""The location of a value that is known only when Terraform runs, and its tokens."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from openai_cdktf._misfits import refused


@dataclass(frozen=True, slots=True)
class Location:
    """The location of a value: a construct, and a path.

    Attributes:
        element: the construct.
        path: the steps in the form of Terraform, up to the first set.
        inside: the steps within this set. They need `tolist` in Terraform. None outside of sets.
    """

    element: Any
    path: str = ""
    inside: tuple[str | int, ...] | None = None

    def attribute(self, name: str) -> Location:
        """Return the location of an attribute of the object."""
        if self.inside is not None:
            return replace(self, inside=(*self.inside, name))
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> Location:
        """Return the location of an item of the list."""
        if type(index) is not int or index < 0:
            raise refused(
                f"{self.named}: an index must be a whole number from 0: use Fn.element for other values"
            )
        if self.inside is not None:
            return replace(self, inside=(*self.inside, index))
        return replace(self, path=f"{self.path}[{index}]")

    def entry(self, key: str) -> Location:
        """Return the location of an entry of the map."""
        if not isinstance(key, str):
            raise refused(f"{self.named}: a key must be a string, not {type(key).__name__}")
        if self.inside is not None:
            return replace(self, inside=(*self.inside, key))
        return replace(self, path=f"{self.path}[{json.dumps(key)}]")

    def members(self) -> Location:
        """Return the location of the members of the set, as a list."""
        return replace(self, inside=()) if self.inside is None else self

    def expression(self) -> Any:
        """Return the token of the value, as a jsii object."""
        interpolation = self.element.interpolation_for_attribute(self.path)
        if self.inside is None:
            return interpolation
        cdk = self.element.cdk
        listed = cdk.Fn.tolist(interpolation)
        if not self.inside:
            return cdk.Token.as_any(listed)
        return cdk.Fn.lookup_nested(listed, list(self.inside))

    def token(self, form: str) -> Any:
        """Return the token in one of its forms in Python, such as `string`, `number_list` or `string_map`."""
        if self.inside is None:
            return getattr(self.element, f"get_{form}_attribute")(self.path)
        return getattr(self.element.cdk.Token, f"as_{form}")(self.expression())

    @property
    def named(self) -> str:
        """The construct and the path, for errors."""
        inner = "".join(f".{step}" for step in self.inside or ())
        return f"{self.element._named()}: {self.path}{inner}"  # noqa: SLF001 - one library

    def __str__(self) -> str:
        inner = "".join(f".{step}" for step in self.inside or ())
        return f"{self.element.TF_RESOURCE_TYPE}.{self.path}{inner}"
