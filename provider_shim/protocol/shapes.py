"""Converts complete values of one declaration between Terraform's messages and the provider's values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from provider_shim.protocol import codec, placing, spellings
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.operations import Value
from provider_shim.vocabulary.schema import Schema
from provider_shim.vocabulary.values import CtyType


class Shape:
    """Converts the values of one declaration."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._type = spellings.whole_type(schema)

    def value(
        self, message: pb.DynamicValue, config: pb.DynamicValue | None = None
    ) -> Value | None:
        """Return a value for the provider, or None for null.

        Args:
            message: the value from Terraform.
            config: the configuration, if the message is the proposed new state.
        """
        proposed_after = None if config is None else decoded(self._type, config)
        return spellings.first_names(self._schema, decoded(self._type, message), proposed_after)

    def object(self, message: pb.DynamicValue) -> Value:
        """Return a value that is an object.

        Raises:
            MalformedError: The value is null.
        """
        value = self.value(message)
        if not isinstance(value, dict):
            raise codec.MalformedError(
                "Malformed value", "Terraform did not send the object that the provider expected."
            )
        return value

    def faults(self, config: pb.DynamicValue) -> list[Diagnostic]:
        """Return the errors about second names in a configuration."""
        return spellings.faults(self._schema, decoded(self._type, config) or {})

    def placed(
        self, diagnostics: Iterable[Diagnostic], config: pb.DynamicValue | None
    ) -> list[Diagnostic]:
        """Return diagnostics at attributes that show no secret. ``config`` is None if the request does not contain it."""
        try:
            known = None if config is None else self.value(config)
        except codec.MalformedError:
            known = None
        return placing.placed(diagnostics, self._schema.attributes, known)

    def stored(self, raw: Any) -> pb.DynamicValue:
        """Return a stored state, which is JSON, for Terraform."""
        value = codec.from_json(self._type, raw)
        unused = spellings.unused_names(self._schema, raw)
        return self._encoded(spellings.first_names(self._schema, value), unused)

    def upgraded(self, raw: dict[str, Any]) -> pb.DynamicValue:
        """Return a stored state of an older schema or of another provider, for Terraform.

        Computed values of another type are dropped, because the next refresh reads them again.
        """
        attributes = self._schema.attributes
        return self.stored(
            {
                name: value
                for name, value in raw.items()
                if name not in attributes
                or attributes[name].configurable
                or _fits(attributes[name].type, value)
            }
        )

    def dynamic(self, value: Value | None, answer: str | None = None) -> pb.DynamicValue:
        """Return a value of the provider for Terraform. ``answer`` is the response of the API, as JSON."""
        return encoded(self._type, spellings.all_names(self._schema, value, answer))

    def state(self, value: Value | None, earlier: pb.DynamicValue) -> pb.DynamicValue:
        """Return a state for Terraform. Second names that are null in the ``earlier`` state stay null."""
        unused = spellings.unused_names(self._schema, decoded(self._type, earlier))
        return self._encoded(value, unused)

    def unused(self, value: Value) -> pb.DynamicValue:
        """Return the state of a newly imported object for Terraform. All second names are null."""
        return self._encoded(value, spellings.configurable_seconds(self._schema))

    def planned(
        self, value: Value | None, prior: pb.DynamicValue, config: pb.DynamicValue
    ) -> pb.DynamicValue:
        """Return a plan for Terraform, with the second names that the configuration uses."""
        if value is None:
            return self._encoded(None, ())
        before, given = decoded(self._type, prior), decoded(self._type, config) or {}
        return self._encoded(value, spellings.unplanned_names(self._schema, value, before, given))

    def _encoded(self, value: Value | None, unused: Collection[str]) -> pb.DynamicValue:
        return encoded(self._type, spellings.all_names(self._schema, value, unused=unused))

    def configuration(self, value: Value) -> pb.DynamicValue:
        """Return a configuration for Terraform without second names."""
        return encoded(self._type, spellings.without_second_names(self._schema, value))


def _fits(cty: CtyType, raw: Any) -> bool:
    try:
        codec.from_json(cty, raw)
    except codec.MalformedError:
        return False
    return True


def decoded(cty: CtyType, message: pb.DynamicValue) -> Any:
    """Return a value from Terraform, in msgpack or JSON, or None for null."""
    if message.msgpack:
        return codec.from_msgpack(cty, message.msgpack)
    return codec.from_json(cty, codec.load_json(message.json)) if message.json else None


def encoded(cty: CtyType, value: Any) -> pb.DynamicValue:
    """Return a value for Terraform as msgpack, which is shorter than JSON."""
    return pb.DynamicValue(msgpack=codec.to_msgpack(cty, value))
