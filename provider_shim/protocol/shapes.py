"""Converts complete values of one declaration between Terraform's messages and the provider's values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provider_shim.protocol import codec, dynamic_values, placing, spellings
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.spellings import Spellings
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.operations import Value
from provider_shim.vocabulary.schema import Schema
from provider_shim.vocabulary.values import CtyType


class Shape:
    """Converts the values of one declaration."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._type = spellings.whole_type(schema)
        self._spellings = Spellings(schema)
        self._has_dynamic = dynamic_values.has_dynamic(self._type)

    def raw(self, message: pb.DynamicValue) -> Any:
        """Return a value with all names, or None for null."""
        return decoded(self._type, message)

    def named(self, raw: Any, config: Any = None) -> Value | None:
        """Return a raw value with the first names only, for the provider. Only the copy belongs to the caller.

        Args:
            raw: the raw value.
            config: the raw configuration, if the value is the proposed new state.
        """
        value = self._spellings.first_names(self._plain(raw), self._plain(config))
        return dict(value) if value is raw and value is not None else value

    def value(self, message: pb.DynamicValue) -> Value | None:
        """Return a value for the provider, or None for null."""
        return self.named(self.raw(message))

    def whole(self, raw: Any) -> Value:
        """Return a raw value that is an object, for the provider.

        Raises:
            MalformedError: The value is null.
        """
        value = self.named(raw)
        if value is None:
            raise codec.MalformedError(
                "Malformed value", "Terraform did not send the object that the provider expected."
            )
        return value

    def object(self, message: pb.DynamicValue) -> Value:
        """Return a value that is an object. Raises like `whole`."""
        return self.whole(self.raw(message))

    def checked(self, config: pb.DynamicValue) -> tuple[Value, list[Diagnostic]]:
        """Return a configuration for the provider, and the errors about second names in it. Raises like `whole`."""
        raw = self._plain(self.raw(config))
        return self.whole(raw), self._spellings.faults(raw)

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
        unused = self._spellings.unused_names(raw)
        whole = self._spellings.all_names(self._spellings.first_names(value), unused=unused)
        return encoded(self._type, whole)

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
        return encoded(self._type, self._spellings.all_names(value, answer))

    def state(
        self, value: Value | None, earlier: Any, sent: pb.DynamicValue | None = None
    ) -> pb.DynamicValue:
        """Return a state for Terraform. Second names that are null in the ``earlier`` raw state stay null.

        If nothing has changed, this is what Terraform has ``sent`` for the earlier state.
        """
        unused = self._spellings.unused_names(self._plain(earlier))
        return self._encoded(
            self._spellings.all_names(value, unused=unused), earlier, earlier, sent
        )

    def unused(self, value: Value) -> pb.DynamicValue:
        """Return the state of a newly imported object for Terraform. All second names are null."""
        whole = self._spellings.all_names(value, unused=self._spellings.choices)
        return encoded(self._type, whole)

    def planned(
        self, value: Value | None, prior: Any, config: Any, sent: pb.DynamicValue
    ) -> pb.DynamicValue:
        """Return a plan for Terraform, with the second names that the configuration uses.

        Args:
            value: the plan, or None for a destroy.
            prior: the raw state.
            config: the raw configuration.
            sent: what Terraform has sent for the state. The plan of an object that does not change is the same.
        """
        unused = (
            ()
            if value is None
            else self._spellings.unplanned_names(
                value, self._plain(prior), self._plain(config) or {}
            )
        )
        whole = self._spellings.all_names(value, unused=unused)
        return self._encoded(whole, config, prior, sent)

    def _encoded(
        self, whole: Any, types: Any, earlier: Any, sent: pb.DynamicValue | None
    ) -> pb.DynamicValue:
        """Return a value for Terraform. Most objects do not change, and what Terraform has sent needs no work.

        Args:
            whole: the value.
            types: the raw value from which nulls get their types.
            earlier: the raw value that Terraform has ``sent``.
            sent: the message with this value, or None.
        """
        if self._has_dynamic:
            whole = dynamic_values.as_before(whole, types)
        return sent if sent is not None and whole == earlier else encoded(self._type, whole)

    def _plain(self, raw: Any) -> Any:
        return dynamic_values.as_plain(raw) if self._has_dynamic else raw

    def configuration(self, value: Value) -> pb.DynamicValue:
        """Return a configuration for Terraform without second names."""
        return encoded(self._type, self._spellings.without_second_names(value))


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
