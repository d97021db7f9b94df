"""Masks keys and secret arguments in texts, and the fields of JSON that may contain secrets. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Collection,
    Dynamic,
    MapOf,
    Object,
    String,
)
from provider_shim.vocabulary.values import Typed

_SECRET_FIELDS = frozenset(
    {
        "access_token",
        "api_key",
        "authorization",
        "client_secret",
        "env",
        "headers",
        "key",
        "password",
        "refresh_token",
        "secret",
        "secret_value",
        "setup_commands",
        "signing_secret",
        "token",
        "value",
    }
)

_KINDS = ("type", "role")

_SHORTEST = 4
"""The minimum length of a secret, in characters. Replacing shorter texts would make messages unreadable."""


def masked(value: Any, secrets: Iterable[str] = (), fields: Container[str] = ()) -> Any:
    """Return JSON for the log, with the values of secret fields and all known secrets replaced.

    Args:
        value: the JSON.
        secrets: the known secrets.
        fields: the names of further fields that are secret.
    """
    match value:
        case Mapping():
            return {
                key: "(masked)"
                if str(key).lower() in _SECRET_FIELDS or key in fields
                else masked(item, secrets, fields)
                for key, item in value.items()
            }
        case list():
            return [masked(item, secrets, fields) for item in value]
        case str():
            return without_secrets(value, secrets)
        case _:
            return value


def without_secrets(text: str, secrets: Iterable[str | None]) -> str:
    """Return the text without the secrets, and without texts that look like OpenAI keys."""
    known = {secret for secret in secrets if secret and len(secret) >= _SHORTEST}
    for secret in sorted(
        known, key=len, reverse=True
    ):  # replace longer secrets first: a shorter one may be part of them
        for form in {secret, json.dumps(secret)[1:-1]}:  # unchanged, and escaped as in JSON
            text = text.replace(form, "(key)")
    return re.sub(r"sk-[A-Za-z0-9_*-]{8,}", "(key)", text)


def names_secrets(value: Any) -> bool:
    """Return whether free JSON has fields whose names usually belong to secrets."""
    match value:
        case Typed():
            return names_secrets(value.value)
        case Mapping():
            return any(
                str(name).lower() in _SECRET_FIELDS or names_secrets(item)
                for name, item in value.items()
            )
        case list():
            return any(names_secrets(item) for item in value)
        case _:
            return False


def can_hold_secrets(attribute: Attribute) -> bool:
    """Return whether an attribute or an attribute inside it is declared as secret."""
    return any(True for _ in _secret_fields("", attribute))


def secret_fields(attributes: Mapping[str, Attribute]) -> Iterator[str]:
    """Yield the API's names of the fields that contain secrets: of sensitive and write-only attributes, at any depth."""
    for name, attribute in attributes.items():
        yield from _secret_fields(name, attribute)


def _secret_fields(name: str, attribute: Attribute) -> Iterator[str]:
    """Yield the names for one attribute. Elements and alternatives have the name of the attribute that contains them."""
    name = attribute.wire or name
    if attribute.sensitive or attribute.write_only:
        yield name
        return
    match attribute:
        case Object():
            yield from secret_fields(attribute.attributes)
        case Collection():
            yield from _secret_fields(name, attribute.element)
        case AnyOf():
            for alternative in attribute.alternatives:
                yield from _secret_fields(name, alternative)
        case Dynamic(shape=Attribute() as shape):
            yield from _secret_fields(name, shape)


def secrets_in(attributes: Mapping[str, Attribute], values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of all arguments that are declared as secret: sensitive or write-only."""
    for name, attribute in attributes.items():
        yield from _secrets(attribute, values.get(name), secret=False)


def _secrets(attribute: Attribute, value: Any, *, secret: bool) -> Iterator[str]:
    secret = secret or attribute.sensitive or attribute.write_only
    if secret and isinstance(value, str) and isinstance(attribute, String) and not attribute.enum:
        yield value
    if secret and isinstance(attribute, Dynamic) and attribute.shape is None:
        yield from _texts(value)
    for inner, item in _inside(attribute, value):
        yield from _secrets(inner, item, secret=secret)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in free JSON, except the values of ``type`` and ``role``, which are not secret."""
    match value:
        case Typed():
            yield from _texts(value.value)
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case Mapping():
            for name, item in value.items():
                if name not in _KINDS:
                    yield from _texts(item)


def _inside(attribute: Attribute, value: Any) -> Iterator[tuple[Attribute, Any]]:
    """Yield the attributes inside an attribute, with their values."""
    match attribute, value:
        case Dynamic(shape=Attribute() as shape), Typed():
            yield shape, value.value
        case AnyOf(), _:
            yield from ((alternative, value) for alternative in attribute.alternatives)
        case Object(), Mapping():
            yield from ((inner, value.get(name)) for name, inner in attribute.attributes.items())
        case MapOf(), Mapping():
            yield from ((attribute.element, item) for item in value.values())
        case Collection(), list():
            yield from ((attribute.element, item) for item in value)
