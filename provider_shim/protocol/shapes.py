"""Whole values of one declaration on their way in and out, in either form that Terraform uses. No behaviour here."""

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
    """How the values of one declaration look to Terraform and to the provider."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._type = spellings.whole_type(schema)

    def value(
        self, message: pb.DynamicValue, config: pb.DynamicValue | None = None
    ) -> Value | None:
        """Return a value for the provider; None for null.

        Args:
            message: what Terraform sent.
            config: the configuration, where the message is what Terraform proposes after it.
        """
        proposed_after = None if config is None else decoded(self._type, config)
        return spellings.first_names(self._schema, decoded(self._type, message), proposed_after)

    def object(self, message: pb.DynamicValue) -> Value:
        """Return a value that cannot be null as a whole.

        Raises:
            MalformedError: it is null.
        """
        value = self.value(message)
        if not isinstance(value, dict):
            raise codec.MalformedError(
                "Malformed value", "Terraform did not send the object that the provider expected."
            )
        return value

    def faults(self, config: pb.DynamicValue) -> list[Diagnostic]:
        """Return what is wrong with the names in a configuration."""
        return spellings.faults(self._schema, decoded(self._type, config) or {})

    def placed(
        self, diagnostics: Iterable[Diagnostic], config: pb.DynamicValue | None
    ) -> list[Diagnostic]:
        """Return diagnostics where they show no secret; ``config`` is None where the request has none."""
        try:
            known = None if config is None else self.value(config)
        except codec.MalformedError:
            known = None
        return placing.placed(diagnostics, self._schema.attributes, known)

    def stored(self, raw: Any) -> pb.DynamicValue:
        """Return a stored state, given as JSON, for Terraform."""
        value = codec.from_json(self._type, raw)
        unused = spellings.unused_names(self._schema, raw)
        return self._encoded(spellings.first_names(self._schema, value), unused)

    def upgraded(self, raw: dict[str, Any]) -> pb.DynamicValue:
        """Return a stored state that may be an older schema's or another provider's, for Terraform.

        What only the API tells is left out where it is of another type: the next refresh tells it again.
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
        """Return a value of the provider for Terraform; ``answer`` is what the API has answered, as JSON."""
        return encoded(self._type, spellings.all_names(self._schema, value, answer))

    def state(self, value: Value | None, earlier: pb.DynamicValue) -> pb.DynamicValue:
        """Return a state for Terraform; second names that said nothing ``earlier`` go on saying nothing."""
        unused = spellings.unused_names(self._schema, decoded(self._type, earlier))
        return self._encoded(value, unused)

    def unused(self, value: Value) -> pb.DynamicValue:
        """Return a state for Terraform as of an object that was just imported: no second name says anything."""
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
        """Return a configuration for Terraform, in which nothing has two names."""
        return encoded(self._type, spellings.without_second_names(self._schema, value))


def _fits(cty: CtyType, raw: Any) -> bool:
    try:
        codec.from_json(cty, raw)
    except codec.MalformedError:
        return False
    return True


def decoded(cty: CtyType, message: pb.DynamicValue) -> Any:
    """Return what Terraform sent, in one form or the other; None for null."""
    if message.msgpack:
        return codec.from_msgpack(cty, message.msgpack)
    return codec.from_json(cty, codec.load_json(message.json)) if message.json else None


def encoded(cty: CtyType, value: Any) -> pb.DynamicValue:
    """Return a value in the form that is the shorter one on the wire."""
    return pb.DynamicValue(msgpack=codec.to_msgpack(cty, value))
