"""Converts the state of other providers' resources for `moved` blocks. Pure.

Only the configured values and the ids are taken over. The next refresh reads the other values from the API, because each
provider stores them in another form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from provider_shim.records import Record, positional
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Attribute, Dynamic

OFFICIAL = "openai/openai"
MKDEV = "mkdev-me/openai"
JIANYUAN = "jianyuan/openai"
PEERS = (OFFICIAL, MKDEV, JIANYUAN)


class Moved(Record):
    """A resource type of another provider whose state this provider can take over.

    Attributes:
        provider: the namespace and the name, without the registry's host.
        type_name: the type in the other provider.
        renamed: our attributes by the other provider's, if their names differ and are not second names of ours.
        reshape: converts the state, which already has our names, if the values differ.
    """

    provider: str = positional(kw_only=False)
    type_name: str = positional(kw_only=False)
    renamed: Mapping[str, str] = positional(default={}, kw_only=False)
    reshape: Callable[[Json], Json] | None = None


def source(address: str) -> str:
    """Return the namespace and name of a provider's address."""
    return "/".join(address.split("/")[-2:])


def taken_over(
    attributes: Mapping[str, Attribute],
    identity: tuple[str, ...],
    moved: Moved,
    raw: Mapping[str, Any],
) -> Json:
    """Return the stored state of another provider as a state of our resource.

    Args:
        attributes: the attributes of our resource.
        identity: the attributes of the object's identity.
        moved: the differences between both.
        raw: the stored state.

    Raises:
        ProviderError: The state does not contain the ids of the object.
    """
    seconds = {second: name for name, one in attributes.items() for second in one.also}
    names = {**seconds, **moved.renamed}
    theirs: Json = {}
    for name, value in raw.items():
        if theirs.get(names.get(name, name)) is None:
            theirs[names.get(name, name)] = value
    if moved.reshape is not None:
        theirs = moved.reshape(theirs)
    theirs = with_own_id(identity, theirs)
    theirs.update(_from_id(identity, theirs))
    missing = [name for name in identity if not isinstance(theirs.get(name), str)]
    if missing:
        missing_names = " and ".join(f"`{name}`" for name in missing)
        raise ProviderError(
            "State cannot be moved",
            f"The state of the {moved.type_name} of {moved.provider} does not contain {missing_names}, so the provider cannot "
            "find the object. Remove it from the state (`terraform state rm`) and import it.",
        )
    kept = {
        name: theirs.get(name) if _is_kept(name, attribute, identity, theirs.get(name)) else None
        for name, attribute in attributes.items()
    }
    for name, attribute in attributes.items():
        if attribute.local and kept[name] is None:
            kept[name] = attribute.default
    if attributes["id"].local:
        kept["id"] = "/".join(theirs[name] for name in identity)
    return kept


def _is_kept(name: str, attribute: Attribute, identity: tuple[str, ...], value: Any) -> bool:
    """Return whether a value is taken over. Dynamic values are not, because the other provider stores them in another form."""
    if name in {"id", *identity}:
        return True
    return attribute.configurable and not (
        isinstance(attribute, Dynamic) and isinstance(value, list | Mapping)
    )


def nothing_to_move(noun: str, moved: Moved) -> ProviderError:
    """Return the error for an object that the API does not store: its state cannot be converted or read again."""
    return ProviderError(
        "State cannot be moved",
        f"The API does not store the answer to the {moved.type_name} of {moved.provider}, and the state of that provider has "
        f"another form. Remove it from the state (`terraform state rm`). The next apply requests the {noun} again.",
    )


def with_own_id(identity: tuple[str, ...], raw: Json) -> Json:
    """Return a stored state with only the object's own id in ``id``. In mkdev-me's states, the ids of the owners precede it."""
    owners, identifier = identity[:-1], raw.get("id")
    if not owners or identity[-1] != "id" or not isinstance(identifier, str):
        return raw
    parts = dict(zip(identity, identifier.split(":"), strict=False))
    if identifier.count(":") != len(owners) or any(
        raw.get(name) not in {None, parts[name]} for name in owners
    ):
        return raw
    return {**raw, **parts}


def _from_id(identity: tuple[str, ...], theirs: Mapping[str, Any]) -> Json:
    """Return the parts of a composite id that the state does not contain as attributes."""
    identifier = theirs.get("id")
    if len(identity) < 2 or not isinstance(identifier, str):  # noqa: PLR2004  the object has its own id
        return {}
    parts = identifier.replace(":", "/").split("/")
    if len(parts) != len(identity):
        return {}
    return {
        name: part
        for name, part in zip(identity, parts, strict=True)
        if not isinstance(theirs.get(name), str)
    }


def matching(moves: Iterable[Moved], address: str, type_name: str) -> Moved | None:
    """Return the entry of a table for a resource type of a provider, or None."""
    provider = source(address)
    return next((m for m in moves if (m.provider, m.type_name) == (provider, type_name)), None)
