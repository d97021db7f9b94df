"""Resource identities, which Terraform stores with the state since version 1.12.

The identity is a function of the state. After Terraform knows it, no response of the API changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.protocol import codec, convert, shapes
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.identities import object_identity
from provider_shim.vocabulary.operations import Managed, Value
from provider_shim.vocabulary.values import CtyType


class Identity:
    """Converts the identities of one type of resource."""

    def __init__(self, resource: Managed) -> None:
        self._resource = resource
        self._names = resource.identity_names
        self._type: CtyType = ["object", dict.fromkeys(self._names, "string")]

    def schema(self) -> pb.ResourceIdentitySchema | None:
        """Return the identity schema, or None if the object has no identity."""
        if not self._names:
            return None
        attributes = self._resource.schema.attributes
        return pb.ResourceIdentitySchema(
            identity_attributes=[
                pb.ResourceIdentitySchema.IdentityAttribute(
                    name=name,
                    type=convert.cty_type("string"),
                    required_for_import=True,  # also for objects that cannot be imported: Terraform needs one of the two flags
                    description=attributes[name].doc,
                )
                for name in self._names
            ]
        )

    def is_known(self, message: pb.ResourceIdentityData) -> bool:
        """Return whether Terraform knows the identity. If not, Terraform gets it from the next read."""
        return self._decoded(message) is not None

    def of(
        self, value: Value | None, known: pb.ResourceIdentityData | None = None
    ) -> pb.ResourceIdentityData | None:
        """Return the identity of a state or plan: the known identity, or otherwise the ids in the value.

        Return None if there is no object, or if an id is unknown.
        """
        if value is None:
            return None
        if known is not None and self.is_known(known):
            return known
        return self.encoded(object_identity(self._names, value))

    def change(
        self, value: Value | None, known: pb.ResourceIdentityData | None
    ) -> ProviderError | None:
        """Return an error if a value is about another object than the known identity, otherwise None."""
        before = None if known is None else self._decoded(known)
        now = object_identity(self._names, value)
        if before is None or now is None or before == now:
            return None
        return ProviderError(
            "Bug in the provider",
            f"The provider returned the identity {now} for the {self._resource.type_name} whose identity is {before}. The "
            "identity in the state does not change. This is a bug in the provider: please report it.",
        )

    def given(self, message: pb.ResourceIdentityData) -> dict[str, str]:
        """Return the identity of an import, which the user has set.

        Raises:
            ProviderError: A part is missing.
        """
        return self._whole(self._decoded(message) or {})

    def upgraded(self, raw: Any) -> pb.ResourceIdentityData | None:
        """Return a stored identity, which is JSON, in the current form.

        Raises:
            ProviderError: A part is missing.
        """
        return self.encoded(self._whole(raw if isinstance(raw, dict) else {}))

    def _whole(self, values: Mapping[str, Any]) -> dict[str, str]:
        found = object_identity(self._names, values)
        if found is None:
            names = " and ".join(f"`{name}`" for name in self._names) or "nothing"
            raise ProviderError(
                "Invalid identity",
                f"The identity of a {self._resource.type_name} needs {names}. This identity is {dict(values)}.",
            )
        return found

    def _decoded(self, message: pb.ResourceIdentityData) -> dict[str, Any] | None:
        if not message.HasField("identity_data"):
            return None
        value: dict[str, Any] | None = shapes.decoded(self._type, message.identity_data)
        return value

    def encoded(self, identity: Mapping[str, str] | None) -> pb.ResourceIdentityData | None:
        """Return an identity for Terraform."""
        if identity is None:
            return None
        return pb.ResourceIdentityData(
            identity_data=pb.DynamicValue(msgpack=codec.to_msgpack(self._type, dict(identity)))
        )
