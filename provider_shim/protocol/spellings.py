"""Second names of attributes, from other providers, so that their configurations work unchanged.

Terraform sees a separate attribute for each second name. For an argument, it has a value only if the configuration uses this name, so
that a plan does not show each change twice. For a result, it always has the value of the first name. The provider sees only the
first names. This module converts between both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from provider_shim.api.masking import can_hold_secrets
from provider_shim.engine.validation import DEPRECATED
from provider_shim.vocabulary.diagnostics import Diagnostic, error, warning
from provider_shim.vocabulary.schema import Attribute, Schema
from provider_shim.vocabulary.values import UNKNOWN, CtyType, is_wholly_known

Values = dict[str, Any]


def spelled_out(schema: Schema) -> dict[str, Attribute]:
    """Return all attributes that Terraform sees, including those for second names."""
    attributes: dict[str, Attribute] = {}
    for name, attribute in schema.items():
        if not attribute.also:
            attributes[name] = attribute
            continue
        either = attribute.but(
            required=False,
            optional=attribute.configurable,
            computed=not schema.of_provider,
            also=(),
        )
        attributes[name] = either
        deprecated = _deprecation(schema, name)
        for second in attribute.also:
            attributes[second] = either.but(doc=f"The same as `{name}`.", deprecated=deprecated)
    return attributes | {name: one.attribute for name, one in schema.derived.items()}


def _deprecation(schema: Schema, first: str) -> str | None:
    """Return the deprecation message for a second name. Only second names of the provider's own arguments are deprecated."""
    return f"Use `{first}`, which means the same." if schema.of_provider else None


def whole_type(schema: Schema) -> CtyType:
    """Return the type of a complete value with all second names, in cty's JSON form."""
    return ["object", {name: one.type for name, one in spelled_out(schema).items()}]


class Spellings:
    """Converts the values of one declaration. It reads the declaration once, because Terraform sends many values.

    Attributes:
        seconds: the first names, by their second names.
        choices: the second names of arguments. A configuration chooses one of the names.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.seconds = {
            second: name for name, attribute in schema.items() for second in attribute.also
        }
        self.choices = frozenset(
            second for second, first in self.seconds.items() if schema[first].configurable
        )
        self._renamed = [(name, attribute) for name, attribute in schema.items() if attribute.also]
        self._dropped = self.seconds.keys() | schema.derived.keys()
        self._only_settable = [
            (name, attribute.also) for name, attribute in self._renamed if not attribute.computed
        ]

    def first_names(
        self, values: Values | None, config: Mapping[str, Any] | None = None
    ) -> Values | None:
        """Return a value without second names. The value of a used second name moves to the first name.

        Args:
            values: a state, plan or configuration from Terraform, or None.
            config: the configuration, if ``values`` is the proposed new state. It shows which name was used.
        """
        if values is None or not self._dropped:
            return values
        kept = {name: value for name, value in values.items() if name not in self._dropped}
        source = values if config is None else config
        for second, first in self.seconds.items():
            if source.get(first) is None and source.get(second) is not None:
                kept[first] = source[second]
        if config is not None:
            kept.update(self._taken_away(config))
        return kept

    def _taken_away(self, config: Mapping[str, Any]) -> Values:
        """Return null for arguments that were removed. Terraform keeps their values, because it treats them as computed."""
        return {
            name: None
            for name, seconds in self._only_settable
            if all(config.get(one) is None for one in (name, *seconds))
        }

    def all_names(
        self,
        values: Mapping[str, Any] | None,
        answer: str | None = None,
        *,
        unused: Collection[str] = (),
    ) -> Values | None:
        """Return a value with the second names. Those in ``unused`` are null.

        ``answer`` is the response of the API, as JSON.
        """
        if values is None:
            return None
        seconds = {
            second: None if second in unused else values.get(first)
            for second, first in self.seconds.items()
        }
        return {**values, **seconds, **_derived(self._schema, values, answer)}

    def unused_names(self, earlier: Mapping[str, Any] | None) -> set[str]:
        """Return the second names that are null in an ``earlier`` value of the same object from Terraform."""
        return {
            second
            for second in self.choices
            if earlier is not None
            and second in earlier
            and earlier[second] is None
            and earlier.get(self.seconds[second]) is not None
        }

    def unplanned_names(
        self,
        planned: Mapping[str, Any],
        prior: Mapping[str, Any] | None,
        config: Mapping[str, Any],
    ) -> set[str]:
        """Return the second names that are null in the plan, because the configuration does not use them.

        If a second name has a value in the state, for example after an import, it keeps it until the value changes. Otherwise, the
        plan would show a change.

        Args:
            planned: the plan, by first names.
            prior: the state from Terraform, or None.
            config: the configuration from Terraform.
        """
        before = prior or {}
        return {
            second
            for second in self.choices
            if config.get(second) is None
            and (
                before.get(second) is None
                or before.get(self.seconds[second]) != planned.get(self.seconds[second])
            )
        }

    def without_second_names(self, values: Mapping[str, Any]) -> Values:
        """Return a value in which all second names are null."""
        return {**values, **dict.fromkeys([*self.seconds, *self._schema.derived])}

    def faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the errors in a configuration with second names. Terraform itself cannot find them."""
        found = []
        for name, attribute in self._renamed:
            given = [one for one in (name, *attribute.also) if config.get(one) is not None]
            if not given and attribute.required:
                found.append(
                    error(
                        "Missing required argument", f'The argument "{name}" is required.', (name,)
                    )
                )
            if can_hold_secrets(attribute) and (deprecated := _deprecation(self._schema, name)):
                # Terraform itself would print the line with the secret.
                found += [
                    warning(DEPRECATED, deprecated, (second,)) for second in given if second != name
                ]
            # Terraform before 1.14 writes all names of an imported argument into the generated configuration, with the same value.
            if len(given) > 1 and not _agree([config[one] for one in given]):
                names = " and ".join(f"`{one}`" for one in given)
                found.append(
                    error(
                        "Conflicting arguments",
                        f"{names} are names of the same argument. Set only one of them.",
                        (given[1],),
                    )
                )
        return found


def _derived(schema: Schema, values: Mapping[str, Any], answer: str | None) -> Values:
    """Return the derived values. They are unknown while a source is unknown."""
    found: Values = {}
    for name, one in schema.derived.items():
        if one.is_answer:
            found[name] = answer
            continue
        sources = [values.get(source) for source in one.sources]
        found[name] = one.of(*sources) if all(map(is_wholly_known, sources)) else UNKNOWN
    return found


def _agree(values: list[Any]) -> bool:
    return is_wholly_known(values) and all(value == values[0] for value in values)
