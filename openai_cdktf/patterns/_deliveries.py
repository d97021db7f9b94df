"""The deliveries of a secret that OpenAI shows only once, and the record that protects the stores from a placeholder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from openai_cdktf._checks import Checks
from openai_cdktf._misfits import MisfitError
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._values import ProviderArgument
from openai_cdktf.patterns.sinks import ShownKey, Sink
from openai_cdktf.secret_delivery import SecretDelivery


class Deliveries:
    """The stores of one secret.

    Attributes:
        stores: The resources that receive the secret, by the id of the construct.
        record: The record of the stores that have the secret. None before the first delivery.
    """

    def __init__(self, pattern: Pattern, meta: ProviderArgument) -> None:
        self._pattern = pattern
        self._meta = meta
        self.stores: dict[str, Any] = {}
        self.record: SecretDelivery | None = None

    def deliver(
        self, sink: Sink, id: str | None, create: Callable[[], ShownKey], caller: str
    ) -> Any:
        """Create the resource that receives the secret, and return it.

        Args:
            sink: The store.
            id: The id of the construct. Defaults to the kind of the store.
            create: Returns the secret, and creates it before the first delivery.
            caller: The name of the construct and the method, for messages.

        Raises:
            InvalidArgumentsError: The sink is none, or another store has the same id.
        """
        checks = Checks()
        if not callable(getattr(sink, "receive", None)):
            checks.refuse(
                "must be a sink, such as `vault_kv(…)` or a WriteOnlySink, "
                f"not {type(sink).__name__}{_advice(sink)}",
                "sink",
            )
            raise MisfitError.of(checks.faults).for_user(caller)
        name = sink.kind.replace("_", "-") if id is None else id
        if name in self.stores:
            checks.refuse(f'must be set: another store has the id "{name}"', "id")
            raise MisfitError.of(checks.faults).for_user(caller)
        secret = create()
        self.stores[name] = sink.receive(self._pattern, name, secret)
        self._record(secret)
        return self.stores[name]

    def _record(self, secret: ShownKey) -> None:
        ids = [store.get_string_attribute("id") for store in self.stores.values()]
        if self.record is not None:
            self.record.delivered_to = ids
            return
        self.record = SecretDelivery(
            self._pattern,
            "delivery",
            secret_version=secret.version,
            delivered_to=ids,
            **self._meta,
        )


def _advice(sink: object) -> str:
    """Return the call for a path, which is not a sink."""
    return f": write `local_file({str(sink)!r})`" if isinstance(sink, str | PurePath) else ""
