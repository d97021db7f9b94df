"""The base class of actions: an action runs once, and Terraform stores nothing about it.

A declaration derives from `Action`, and reaches the API only through its `Call`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from provider_shim.api.exchange import Answer, Expects
from provider_shim.engine.call import Call, Values
from provider_shim.engine.declaration import Declaration
from provider_shim.rules.durations import seconds


class Action(Declaration):
    """One action on an object. It has no state and no result.

    Its type is called ``openai_<object>_<verb>``.
    """

    subject: ClassVar[str]
    """The argument with the id of the object."""
    time_limit: Final = "30m"
    """The default time limit, as a duration."""

    @property
    def noun(self) -> str:
        """The name of the kind of object in messages, such as "batch"."""
        return super().noun.rpartition(" ")[0]

    @property
    def verb(self) -> str:
        """The verb of the action, such as "cancel"."""
        return self.type_name.rpartition("_")[2]

    def named(self, values: Values) -> str:
        """Return the name of the object in messages, such as "batch batch_123"."""
        return f"{self.noun} {values[self.subject]}"

    def deadline(self, config: Values) -> float:
        """Return the deadline of the action, on the monotonic clock."""
        return time.monotonic() + seconds(config.get("timeout") or self.time_limit)

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Run the action, and yield the progress messages that Terraform prints.

        Raises:
            ProviderError: the action failed.
        """
        raise NotImplementedError

    def send(
        self,
        call: Call,
        config: Values,
        last_step: str,
        *,
        body: Mapping[str, Any] | None = None,
        repeatable: bool = True,
        expects: Expects | None = None,
    ) -> Answer:
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
            body=body,
            repeatable=repeatable,
            expects=expects,
        )
