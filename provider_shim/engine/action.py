"""What an action can do: something happens at one moment, and Terraform keeps nothing of it.

A declaration derives from `Action`. It must not know Terraform's wire, nor reach the API otherwise than through the `Call`
that it is handed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from provider_shim.engine.call import Call, Values
from provider_shim.engine.declaration import Declaration
from provider_shim.rules.durations import seconds


class Action(Declaration):
    """Something that is done to an object at one moment. It has no state and no result.

    Its type is called ``openai_<object>_<verb>``.
    """

    subject: ClassVar[str]
    """The argument with the id of the object."""
    time_limit: Final = "30m"
    """How long it may take where the configuration does not say, as a duration."""

    @property
    def noun(self) -> str:
        """What a person calls the object: "batch"."""
        return super().noun.rpartition(" ")[0]

    @property
    def verb(self) -> str:
        """What is done to the object: "cancel"."""
        return self.type_name.rpartition("_")[2]

    def named(self, values: Values) -> str:
        """Return what messages call the object: "batch batch_123"."""
        return f"{self.noun} {values[self.subject]}"

    def deadline(self, config: Values) -> float:
        """Return when it must be over, on the monotonic clock."""
        return time.monotonic() + seconds(config.get("timeout") or self.time_limit)

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Do it; yield what Terraform is to print while it goes on, each as soon as it is known.

        Raises:
            ProviderError: it could not be done.
        """
        raise NotImplementedError

    def send(self, call: Call, config: Values, last_step: str, **options: Any) -> Any:
        """Send a POST to a path below the object's, such as ``…/cancel``; return the answer.

        Raises:
            ProviderError: see `Call.send`.
        """
        return call.send(
            self.endpoint,
            f"{self.endpoint.item}/{last_step}",
            config,
            f"{self.verb} the {self.noun}",
            method="POST",
            **options,
        )
