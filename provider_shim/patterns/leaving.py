"""Objects that stay at the API when they are destroyed, and the warning that says so. It must not know any particular object."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource


class LeftWhenDestroyed(Resource):
    """A resource that the API cannot delete, or that Terraform only reads."""

    left: ClassVar[tuple[str, str]]
    """Summary and detail of the warning, where attributes of the state stand in braces."""

    def delete(self, call: Call, state: Values) -> None:
        """Leave the object as it is, and warn of that."""
        summary, detail = self.left
        call.warn(summary, detail.format_map(state))
