"""``openai_container``: a container in which models run code."""

from __future__ import annotations

import time

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import EphemeralResource, Opened, Resource
from provider_shim.objects.files.containers import (
    CONTAINERS,
    DEFAULT_MINUTES,
    GONE,
    RESULTS,
    arguments,
)
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.secrets_version import secrets_version
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json, create_body, from_json
from provider_shim.vocabulary.schema import Schema, String


class Container(Resource):
    """A sandboxed machine in which the code interpreter and the shell tool run code.

    ~> A container that is not used expires, after 20 minutes by default. Its files are lost. The next plan then creates a new
    container. For a container that exists only during one run of Terraform, use the ephemeral resource
    `openai_container`.
    """

    type_name = "openai_container"
    endpoint = CONTAINERS
    gone = GONE
    schema = Schema(
        {
            "id": identity("container"),
            **arguments(kept=True),
            "secrets_version": secrets_version("A change replaces the container.", replace=True),
            **RESULTS,
        }
    )


class DataContainer(Lookup):
    """An existing container, found by its id or by its name. Expired containers are found as well: see `status`."""

    type_name = "openai_container"
    endpoint = Container.endpoint
    by = "name"
    schema = lookup_schema(Container, by, not_returned=("file_ids", "skills"))


class DataContainers(ListAll):
    """The containers of the project, including expired containers: see `status`."""

    type_name = "openai_containers"
    endpoint = Container.endpoint
    items = "containers"
    schema = list_all_schema(
        Container,
        items,
        {
            "name": String(optional=True, doc="Only containers with this name. Defaults to all."),
            "order": order(),
        },
        not_returned=("file_ids", "skills"),
        grows=True,
    )


class EphemeralContainer(EphemeralResource):
    """A container that exists during one run of Terraform.

    Terraform creates it when it needs it, keeps it alive, and deletes it at the end. It stores nothing about the container in
    the plan or in the state. Needs Terraform 1.10 or later.
    """

    type_name = "openai_container"
    endpoint = CONTAINERS
    schema = Schema({"id": identity("container"), **arguments(kept=False), **RESULTS})

    def open(self, call: Call, config: Values) -> Opened:
        """Create the container, and keep its id for `renew` and `close`."""
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
        """Read the container. A read counts as use, and so extends its life."""
        call.send(
            self.endpoint, self.endpoint.item, private, "keep the container alive", method="GET"
        )
        return Opened(result={}, renew_at=_half_way(private["minutes"]), private=private)

    def close(self, call: Call, private: Json) -> None:
        """Delete the container. It is not an error if it has expired."""
        try:
            call.send(
                self.endpoint, self.endpoint.item, private, "delete the container", method="DELETE"
            )
        except NotFoundError:
            return


def _half_way(minutes: int) -> float:
    return time.time() + minutes * 60 / 2
