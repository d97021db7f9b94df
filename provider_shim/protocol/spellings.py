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


def first_names(
    schema: Schema, values: Values | None, config: Mapping[str, Any] | None = None
) -> Values | None:
    """Return a value without second names. The value of a used second name moves to the first name.

    Args:
        schema: the attributes.
        values: a state, plan or configuration from Terraform, or None.
        config: the configuration, if ``values`` is the proposed new state. It shows which name was used.
    """
    seconds = _seconds(schema)
    if values is None or not (seconds or schema.derived):
        return values
    kept = {
        name: value
        for name, value in values.items()
        if name not in seconds and name not in schema.derived
    }
    source = values if config is None else config
    for second, first in seconds.items():
        if source.get(first) is None and source.get(second) is not None:
            kept[first] = source[second]
    if config is not None:
        kept.update(_taken_away(schema, config))
    return kept


def _taken_away(schema: Schema, config: Mapping[str, Any]) -> Values:
    """Return null for arguments that were removed. Terraform keeps their values, because it treats them as computed."""
    return {
        name: None
        for name, attribute in schema.items()
        if attribute.also
        and not attribute.computed
        and all(config.get(one) is None for one in (name, *attribute.also))
    }


def all_names(
    schema: Schema,
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
        for second, first in _seconds(schema).items()
    }
    return {**values, **seconds, **_derived(schema, values, answer)}


def unused_names(schema: Schema, earlier: Mapping[str, Any] | None) -> set[str]:
    """Return the second names that are null in an ``earlier`` value of the same object from Terraform."""
    return {
        second
        for second, first in _seconds(schema).items()
        if earlier is not None
        and schema[first].configurable
        and second in earlier
        and earlier[second] is None
        and earlier.get(first) is not None
    }


def configurable_seconds(schema: Schema) -> set[str]:
    """Return the second names of arguments."""
    return {second for second, first in _seconds(schema).items() if schema[first].configurable}


def unplanned_names(
    schema: Schema,
    planned: Mapping[str, Any],
    prior: Mapping[str, Any] | None,
    config: Mapping[str, Any],
) -> set[str]:
    """Return the second names that are null in the plan, because the configuration does not use them.

    If a second name has a value in the state, for example after an import, it keeps it until the value changes. Otherwise, the plan
    would show a change.

    Args:
        schema: the attributes.
        planned: the plan, by first names.
        prior: the state from Terraform, or None.
        config: the configuration from Terraform.
    """
    before = prior or {}
    return {
        second
        for second, first in _seconds(schema).items()
        if schema[first].configurable
        and config.get(second) is None
        and (before.get(second) is None or before.get(first) != planned.get(first))
    }


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


def without_second_names(schema: Schema, values: Mapping[str, Any]) -> Values:
    """Return a value in which all second names are null."""
    return {**values, **dict.fromkeys([*_seconds(schema), *schema.derived])}


def faults(schema: Schema, config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return the errors in a configuration with second names. Terraform itself cannot find them."""
    found = []
    for name, attribute in schema.items():
        if not attribute.also:
            continue
        given = [one for one in (name, *attribute.also) if config.get(one) is not None]
        if not given and attribute.required:
            found.append(
                error("Missing required argument", f'The argument "{name}" is required.', (name,))
            )
        if can_hold_secrets(attribute) and (deprecated := _deprecation(schema, name)):
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


def _agree(values: list[Any]) -> bool:
    return is_wholly_known(values) and all(value == values[0] for value in values)


def _seconds(schema: Schema) -> dict[str, str]:
    """Return the first names, by their second names."""
    return {second: name for name, attribute in schema.items() for second in attribute.also}
