"""``openai_container`` (ephemeral): a container for one run of Terraform."""

from __future__ import annotations

import time

from provider_shim.areas.containers import CONTAINERS, DEFAULT_MINUTES, RESULTS, arguments
from provider_shim.call import Call, Values
from provider_shim.diagnostics import NotFoundError
from provider_shim.patterns.attributes import identity
from provider_shim.resource import EphemeralResource, Opened
from provider_shim.rest import Json, create_body, from_json
from provider_shim.schema import Schema


class Container(EphemeralResource):
    """A container that exists during one run of Terraform: made when it is needed, kept alive, and deleted at the end.

    Nothing of it is stored in the plan or in the state. Needs Terraform 1.10 or later.
    """

    type_name = "openai_container"
    endpoint = CONTAINERS
    schema = Schema({"id": identity("container"), **arguments(kept=False), **RESULTS})

    def open(self, call: Call, config: Values) -> Opened:
        """Make it, and remember which it is."""
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            config,
            "create the container",
            method="POST",
            body=create_body(self.attributes, config),
            repeatable=False,
        )
        minutes = (config["expires_after"] or {}).get("minutes") or DEFAULT_MINUTES
        return Opened(
            result=from_json(self.attributes, answer.body, config),
            renew_at=_half_way(minutes),
            private={"id": answer.body.get("id"), "minutes": minutes},
        )

    def renew(self, call: Call, private: Json) -> Opened:
        """Look at it: that counts as use, and puts its expiry off."""
        call.send(
            self.endpoint, self.endpoint.item, private, "keep the container alive", method="GET"
        )
        return Opened(result={}, renew_at=_half_way(private["minutes"]), private=private)

    def close(self, call: Call, private: Json) -> None:
        """Delete it; that it has expired is as good."""
        try:
            call.send(
                self.endpoint, self.endpoint.item, private, "delete the container", method="DELETE"
            )
        except NotFoundError:
            return


def _half_way(minutes: int) -> float:
    return time.time() + minutes * 60 / 2
