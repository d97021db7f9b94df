"""``openai_container``: a place where models run code."""

from __future__ import annotations

from provider_shim.areas.containers import CONTAINERS, GONE, RESULTS, arguments
from provider_shim.call import Call, Values
from provider_shim.patterns.attributes import identity
from provider_shim.patterns.secrets_version import secrets_version
from provider_shim.resource import Resource
from provider_shim.schema import Schema


class Container(Resource):
    """A sandboxed machine in which the code interpreter and the shell tool run code.

    ~> A container expires when it is not used, after 20 minutes by default, and with it all files in it. The next plan then
    makes another one. For a container that lives only as long as one run of Terraform, use the ephemeral resource
    `openai_container`.
    """

    type_name = "openai_container"
    endpoint = CONTAINERS
    schema = Schema(
        {
            "id": identity("container"),
            **arguments(kept=True),
            "secrets_version": secrets_version("The container is then replaced.", replace=True),
            **RESULTS,
        }
    )

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; one that has expired can still be read, but is gone for good."""
        found = super().read(call, state)
        return None if found is None or found["status"] in GONE else found

    def write_only(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - all of it is configured
        """Return the network policy as it is configured: the secrets in it are nowhere else."""
        return {"network_policy": call.config.get("network_policy")}
