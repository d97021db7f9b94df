"""Second names: what other providers call the same attribute, so that their configurations stay as they are.

Terraform sees an attribute of its own for each second name. That of an argument has the value only while the configuration gives it
by that name, so that a plan does not show each change twice; that of a result always has the value of the first. The provider sees
the first names alone: here is where the two meet. It must not know any provider or declaration.
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
    """Return all attributes as Terraform gets to know them: those with second names, and the second names."""
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
    """Return the deprecation message that tells users to use the first name: those of the provider's own arguments are deprecated."""
    return f"Use `{first}`, which means the same." if schema.of_provider else None


def whole_type(schema: Schema) -> CtyType:
    """Return the type of a whole value with all second names, in cty's JSON form."""
    return ["object", {name: one.type for name, one in spelled_out(schema).items()}]


def first_names(
    schema: Schema, values: Values | None, config: Mapping[str, Any] | None = None
) -> Values | None:
    """Return a value without second names: what is given by one of them stands under the first.

    Args:
        schema: the attributes.
        values: a state, plan or configuration as Terraform has it; None if there is none.
        config: the configuration where ``values`` is what Terraform proposes after it: it says which name was used.
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
    """Return null for what the configuration does not give: to Terraform it looks computed, and stays as it was."""
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
    """Return a value with the second names, too; those that are ``unused`` are null.

    ``answer`` is what the API has answered, as JSON.
    """
    if values is None:
        return None
    seconds = {
        second: None if second in unused else values.get(first)
        for second, first in _seconds(schema).items()
    }
    return {**values, **seconds, **_derived(schema, values, answer)}


def unused_names(schema: Schema, earlier: Mapping[str, Any] | None) -> set[str]:
    """Return the second names that say nothing in an ``earlier`` value of the same object, as Terraform has it."""
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
    """Return the second names that are to say nothing: those that the configuration does not use.

    What has the value from before, as after an import, keeps it until it changes: it alone is no reason for a plan.

    Args:
        schema: the attributes.
        planned: the plan, by first names.
        prior: the state as Terraform has it; None if there is none.
        config: the configuration as Terraform has it.
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
    """Return the values that follow from others, unknown as long as those are."""
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
        # Terraforms before 1.14 write all names of what was imported, with one value.
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
    """Return first names by second ones."""
    return {second: name for name, attribute in schema.items() for second in attribute.also}
