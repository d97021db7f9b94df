"""Resources whose objects stay at the API after destroy, with a warning."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource


class LeftWhenDestroyed(Resource):
    """A resource that the API cannot delete, or that Terraform only reads."""

    left: ClassVar[tuple[str, str]]
    """The summary and the detail of the warning. The detail may contain attributes of the state in braces."""

    def delete(self, call: Call, state: Values) -> None:
        """Leave the object unchanged at the API, and warn."""
        summary, detail = self.left
        call.warn(summary, detail.format_map(state))
