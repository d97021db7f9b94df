"""Terraform's part of planning: the values that it proposes, and its rules for the provider's plan.

Written from the documentation of Terraform's plugin protocol ("Resource Instance Change Lifecycle"), so that a plan that
Terraform would call invalid fails a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Path
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    ListOf,
    MapOf,
    Object,
    SetOf,
    nested_object,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, canonical_set, plain, typed

Attributes = Mapping[str, Attribute]


# --- what Terraform sends ---------------------------------------------------------------------------------------


def configured(attributes: Mapping[str, Attribute], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a configuration in Terraform's form: complete, with null for unset attributes, and with typed dynamic values."""
    assert values.keys() <= attributes.keys(), values.keys() - attributes.keys()
    return {name: _value(one, values.get(name)) for name, one in attributes.items()}


def _value(attribute: Attribute, value: Any) -> Any:
    if value is None or value is UNKNOWN or isinstance(value, Typed):
        return value
    match attribute:
        case Dynamic():
            return typed(plain(value))
        case Object():
            return configured(attribute.attributes, value)
        case ListOf():
            return [_value(attribute.element, item) for item in value]
        case SetOf():
            return canonical_set([_value(attribute.element, item) for item in value])
        case MapOf():
            return {key: _value(attribute.element, item) for key, item in value.items()}
        case _:
            return value


# --- what Terraform proposes ------------------------------------------------------------------------------------


def proposed_new(attributes: Attributes, prior: Any, config: Any) -> dict[str, Any]:
    """Merge a configuration with the computed values of the state."""
    return {
        name: _proposed(attribute, _member(prior, name), _member(config, name))
        for name, attribute in attributes.items()
    }


def _member(value: Any, name: str) -> Any:
    if value is UNKNOWN:
        return UNKNOWN
    return value.get(name) if isinstance(value, dict) else None


def _proposed(attribute: Attribute, prior: Any, config: Any) -> Any:
    inner = nested_object(attribute)
    if attribute.computed and config is None:
        from_configuration = attribute.optional and inner and _has_configured(inner, prior)
        return None if from_configuration else prior
    if inner is None or config is None or config is UNKNOWN:
        return config
    match attribute:
        case Object():
            return proposed_new(inner.attributes, prior, config)
        case ListOf():
            known = prior if isinstance(prior, list) else []
            return [
                proposed_new(inner.attributes, known[index], item) if index < len(known) else item
                for index, item in enumerate(config)
            ]
        case MapOf():
            entries = prior if isinstance(prior, dict) else {}
            return {
                key: proposed_new(inner.attributes, entries[key], item) if key in entries else item
                for key, item in config.items()
            }
        case _:
            left = list(prior) if isinstance(prior, list) else []
            return canonical_set([_proposed_element(inner, left, item) for item in config])


def _proposed_element(inner: Object, left: list[Any], item: Any) -> Any:
    if item is UNKNOWN:
        return item
    for candidate in left:
        if all(
            candidate[name] == item[name] or (attribute.computed and item[name] is None)
            for name, attribute in inner.attributes.items()
        ):
            left.remove(candidate)
            return proposed_new(inner.attributes, candidate, item)
    return item


def _has_configured(inner: Object, value: Any) -> bool:
    """Return whether a value has a part that only a configuration can set."""
    match value:
        case list():
            return any(_has_configured(inner, item) for item in value)
        case dict() if value.keys() == inner.attributes.keys():
            for name, attribute in inner.attributes.items():
                nested = nested_object(attribute)
                if value[name] is None:
                    continue
                if not attribute.computed or (nested and _has_configured(nested, value[name])):
                    return True
            return False
        case dict():
            return any(_has_configured(inner, item) for item in value.values())
        case _:
            return False


# --- what Terraform accepts -------------------------------------------------------------------------------------


def plan_faults(
    attributes: Attributes, prior: Any, config: Any, planned: Any, path: Path = ()
) -> Iterator[str]:
    """Yield the errors that Terraform would report about a planned value."""
    for name, attribute in attributes.items():
        yield from _faults(
            attribute,
            _member(prior, name),
            _member(config, name),
            _member(planned, name),
            (*path, name),
        )


def _faults(
    attribute: Attribute, prior: Any, config: Any, planned: Any, path: Path
) -> Iterator[str]:
    if planned == config or (planned == prior and prior is not None and config is not None):
        return
    if attribute.write_only:
        if planned is not None:
            yield f"{path}: a write-only value is planned"
        return
    if attribute.computed and (not attribute.optional or config is None):
        return
    inner = nested_object(attribute)
    if config is None:
        yield f"{path}: {planned!r} is planned, not configured, and not computed"
    elif inner is not None:
        yield from _object_faults(attribute, inner, (prior, config, planned), path)
    else:
        yield f"{path}: {planned!r} is planned, which is neither configured ({config!r}) nor prior ({prior!r})"


def _object_faults(
    attribute: Attribute, inner: Object, values: tuple[Any, Any, Any], path: Path
) -> Iterator[str]:
    prior, config, planned = values
    if planned is None or planned is UNKNOWN:
        yield f"{path}: {planned!r} is planned for what is configured"
        return
    match attribute:
        case Object():
            yield from plan_faults(inner.attributes, prior, config, planned, path)
        case _ if config is UNKNOWN:
            yield f"{path}: {planned!r} is planned for what is unknown"
        case ListOf() if len(planned) == len(config):
            for index, item in enumerate(planned):
                earlier = prior[index] if isinstance(prior, list) and index < len(prior) else None
                yield from plan_faults(
                    inner.attributes, earlier, config[index], item, (*path, index)
                )
        case MapOf() if planned.keys() == config.keys():
            for key, item in planned.items():
                earlier = prior.get(key) if isinstance(prior, dict) else None
                yield from plan_faults(inner.attributes, earlier, config[key], item, (*path, key))
        case SetOf() if len(planned) == len(config):
            return  # elements of sets have no identity for a comparison
        case _:
            yield f"{path}: other elements are planned than configured"


def apply_faults(planned: Any, state: Any, path: Path = ()) -> Iterator[str]:
    """Yield the errors that Terraform would report about a state after apply: known values must not change."""
    if planned is UNKNOWN:
        return
    match planned, state:
        case dict(), dict() if planned.keys() == state.keys():
            for key, value in planned.items():
                yield from apply_faults(value, state[key], (*path, key))
        case list(), list() if len(planned) == len(state):
            for index, value in enumerate(planned):
                yield from apply_faults(value, state[index], (*path, index))
        case _ if planned != state:
            yield f"{path}: {planned!r} was planned, {state!r} came"
