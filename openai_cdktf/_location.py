"""Where a value is that is known only when Terraform runs, and the tokens of it. It must not know references."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Location:
    """Where a value is: an element, and the path from it.

    Attributes:
        element: the construct.
        path: steps as Terraform writes them, up to the first set.
        inside: steps within that set, which Terraform can take only after `tolist`; None outside of sets.
    """

    element: Any
    path: str = ""
    inside: tuple[str | int, ...] | None = None

    def attribute(self, name: str) -> Location:
        """Return where an attribute of the object is."""
        if self.inside is not None:
            return replace(self, inside=(*self.inside, name))
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> Location:
        """Return where an item of the list is."""
        if type(index) is not int or index < 0:
            raise TypeError(f"{self}: an index is a whole number from 0; use Fn.element for others")
        if self.inside is not None:
            return replace(self, inside=(*self.inside, index))
        return replace(self, path=f"{self.path}[{index}]")

    def entry(self, key: str) -> Location:
        """Return where an entry of the map is."""
        if not isinstance(key, str):
            raise TypeError(f"{self}: a key is a string; got {type(key).__name__}")
        if self.inside is not None:
            return replace(self, inside=(*self.inside, key))
        return replace(self, path=f"{self.path}[{json.dumps(key)}]")

    def members(self) -> Location:
        """Return where the members of the set are, as a list."""
        return replace(self, inside=()) if self.inside is None else self

    def expression(self) -> Any:
        """Return the token of the value, as a jsii object."""
        here = self.element.interpolation_for_attribute(self.path)
        if self.inside is None:
            return here
        cdk = self.element.cdk
        listed = cdk.Fn.tolist(here)
        if not self.inside:
            return cdk.Token.as_any(listed)
        return cdk.Fn.lookup_nested(listed, list(self.inside))

    def token(self, form: str) -> Any:
        """Return the token in one of the forms that it has in Python: `string`, `number_list`, `string_map` and others."""
        if self.inside is None:
            return getattr(self.element, f"get_{form}_attribute")(self.path)
        return getattr(self.element.cdk.Token, f"as_{form}")(self.expression())

    def __str__(self) -> str:
        inner = "".join(f".{step}" for step in self.inside or ())
        return f"{self.element.TF_RESOURCE_TYPE}.{self.path}{inner}"
