"""The arguments of an object in a configuration, without defaults, secrets and values that only the provider sets. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openai_cdktf_cli.export.found import Found
from provider_shim.engine.enumeration import ORGANIZATION
from provider_shim.engine.generated_configuration import generated
from provider_shim.engine.imports import lacking
from provider_shim.engine.resource import Resource
from provider_shim.rules.kinds import OfKind
from provider_shim.rules.role_ids import PROJECT, short_id, without_place
from provider_shim.vocabulary.identities import display_name
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Collection,
    Dynamic,
    MapOf,
    Object,
)
from provider_shim.vocabulary.values import plain

Arguments = dict[str, Any]

_READABLE = (("model", "rate_limit_id"), ("email", "user_id"))
"""Pairs of arguments that name the same object: the one that people know, and the other."""

_REFERRED_TO = ("openai_organization_user",)
"""Types whose id is an argument of their configuration and is also used by other objects to refer to them."""

_CREATED = ("created_at", "created", "added_at")


def found(resource: Resource, state: Mapping[str, Any], names: Mapping[str, str]) -> Found:
    """Return the export's view of an object.

    Args:
        resource: the declaration of its type.
        state: its state, as after an import.
        names: further ids that are needed to list its children.
    """
    attributes = resource.attributes
    identity = {name: str(state[name]) for name in resource.endpoint.identity}
    arguments = _without_defaults(attributes, generated(attributes, state))
    instead = {}
    for readable, identifier in _READABLE:
        value = state.get(readable)
        if identifier in arguments and value and _excludes(attributes, identifier, readable):
            instead[identifier] = (readable, str(value))
    _shorten_roles(arguments)
    own = attributes["id"]
    return Found(
        type_name=resource.type_name,
        import_id="/".join(identity.values()) or ORGANIZATION,
        id="" if own.local and resource.type_name not in _REFERRED_TO else str(state["id"]),
        label=_label(state, resource.endpoint.identity),
        names={**names, **identity, "id": str(state["id"])},
        arguments=arguments,
        instead=instead,
        unread=_unread(resource, arguments),
        api_names=tuple(
            f"{collection} {name}"
            for one in resource.remote_objects(dict(state))
            for collection, name in one
        ),
        created=next((float(state[name]) for name in _CREATED if state.get(name)), 0.0),
    )


def _excludes(attributes: Mapping[str, Attribute], name: str, other: str) -> bool:
    if other not in attributes:
        return False
    rules = (*attributes[name].exactly_one_of, *attributes[name].conflicts_with)
    return other in rules or name in attributes[other].conflicts_with


def _label(state: Mapping[str, Any], identity: tuple[str, ...]) -> str:
    """Return the name by which people know an object, or the last part of its identity."""
    name = display_name(state)
    if "@" in name and " " not in name:
        name = name.partition("@")[0]
    return name or (str(state[identity[-1]]) if len(identity) > 1 else "")


def _unread(resource: Resource, arguments: Arguments) -> tuple[str, ...]:
    """Return the arguments that the user has to set. Of several alternatives, return the first one."""
    missing = [
        name
        for name, attribute in resource.attributes.items()
        if attribute.required and name not in arguments
    ]
    missing += [
        names[0] for names in lacking(resource) if not any(name in arguments for name in names)
    ]
    missing += _secrets(resource.attributes, arguments)
    return tuple(dict.fromkeys(missing))


def _secrets(
    attributes: Mapping[str, Attribute], values: Mapping[str, Any], path: str = ""
) -> Iterator[str]:
    """Yield the paths of secrets that an object needs and that the API never returns."""
    for name, value in values.items():
        attribute = attributes.get(name)
        if isinstance(attribute, Dynamic):
            attribute = attribute.shape
        if not isinstance(attribute, Object) or not isinstance(value, Mapping):
            continue
        rule = attribute.check
        if isinstance(rule, OfKind):
            needed = rule.needed.get(str(value.get(rule.by, rule.default)), ())
            yield from (
                f"{path}{name}.{one}" for one in needed if one in rule.secret and one not in value
            )
        yield from _secrets(attribute.attributes, value, f"{path}{name}.")


def _shorten_roles(arguments: Arguments) -> None:
    """Replace the ids of predefined project roles by the short ids that people write."""
    for name in ("role_id", "role"):
        value = arguments.get(name)
        if isinstance(value, str) and value.startswith(short_id("", PROJECT)):
            arguments[name] = without_place(value)


# --- defaults ---------------------------------------------------------------------------------------------------


def _without_defaults(
    attributes: Mapping[str, Attribute], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arguments whose values are not the defaults."""
    kept_arguments = {}
    for name, value in values.items():
        attribute = attributes[name]
        kept = without_nulls(attribute, plain(value))
        if kept is None or (not attribute.required and _is_default(attribute, kept)):
            continue
        kept_arguments[name] = kept
    return kept_arguments


def _is_default(attribute: Attribute, value: Any) -> bool:
    defaults = (attribute.default, attribute.server_default)
    return any(default is not None and value == default for default in defaults)


def without_nulls(attribute: Attribute | None, value: Any) -> Any:
    """Return a value without members that are null. Free JSON is unchanged, because null has a meaning there."""
    match attribute, value:
        case Dynamic(shape=Attribute() as shape), _:
            return without_nulls(shape, value)
        case Object(attributes=inner), Mapping():
            return {
                name: without_nulls(inner.get(name), one)
                for name, one in value.items()
                if one is not None and (name not in inner or inner[name].configurable)
            }
        case MapOf(element=element), Mapping():
            return {name: without_nulls(element, one) for name, one in value.items()}
        case Collection(element=element), list():
            return [without_nulls(element, one) for one in value]
        case AnyOf(), Mapping():
            return {name: one for name, one in value.items() if one is not None}
        case _:
            return value
