"""The names of objects in a program. They come from the names in the API, are unique, and are the same in every export. Pure."""

from __future__ import annotations

import dataclasses
import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.kinds import exportable
from provider_shim.objects import RESOURCES

_LONGEST = 40
"""The maximum length of an object's own name, in characters."""

_ENDINGS = {
    "openai_project": "",
    "openai_organization_user": "user",
    "openai_group_user": "member",
    "openai_project_user": "member",
    "openai_project_rate_limit": "limit",
    "openai_project_group_role": "role",
    "openai_project_user_role": "role",
    "openai_project_service_account": "account",
    "openai_project_service_account_api_key": "key",
    "openai_project_api_key": "api_key",
    "openai_vector_store": "store",
    "openai_workload_identity_federation_rule": "rule",
}
"""The ending of the names of a type's objects. It prevents that objects of different types have the same name."""

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stem:
    """The name of an object without the ending of its type, and the same of its owner."""

    own: str
    owner: str


def slug(text: str) -> str:
    """Return a text as a part of a name: lower-case letters, digits and underscores. It can be empty."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    words = re.findall(
        r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one))
    )
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word
        if len(longer) > _LONGEST:
            return name or word[:_LONGEST]
        name = longer
    return name


def identifier(name: str) -> str:
    """Return a name that is valid as an identifier in Python."""
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def stems(objects: Sequence[Found], context: Sequence[Found] = ()) -> dict[tuple[str, str], Stem]:
    """Return the name of each object without the ending of its type, by type and import id.

    If several objects have the same name, the oldest gets it, and the end of the id is appended for the others. So new
    objects never change the names of existing ones.

    Args:
        objects: the objects to name.
        context: further objects. Members and owned objects can be named after them.
    """
    everything = {(one.type_name, one.import_id): one for one in (*context, *objects)}
    by_id = {one.id: one for one in everything.values() if one.id}
    owners = _owners(everything.values())
    found: dict[tuple[str, str], str] = {}
    inside: dict[tuple[str, str], str] = {}
    taken: dict[str, set[str]] = {}
    order = {name: number for number, name in enumerate(exportable())}
    for one in sorted(
        everything.values(), key=lambda one: (order[one.type_name], one.created, one.import_id)
    ):
        owner = owners.get((one.type_name, one.import_id))
        before = found.get((owner.type_name, owner.import_id), "") if owner is not None else ""
        own = slug(_text(one, by_id))
        stem = "_".join(part for part in (before, own) if part)
        same_type = taken.setdefault(one.type_name, set())
        if (not own and exportable()[one.type_name].is_listed) or stem in same_type:
            stem = _with_end_of_id(stem, one, same_type)
        if not stem[:1].isalpha():
            stem = "_".join(part for part in (ending(one.type_name) or "project", stem) if part)
        same_type.add(stem)
        found[one.type_name, one.import_id] = stem
        inside[one.type_name, one.import_id] = before
    return {key: Stem(own=stem, owner=inside[key]) for key, stem in found.items()}


def ending(type_name: str) -> str:
    """Return the ending of the names of a type's objects."""
    default = type_name.removeprefix("openai_").removeprefix("project_").removeprefix("group_")
    return _ENDINGS.get(type_name, default)


def several(noun: str) -> str:
    """Return the plural of an ending."""
    if noun.endswith("s"):  # such as settings and groups
        return noun
    if noun.endswith("y") and not noun.endswith("key"):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def name(stem: str, type_name: str) -> str:
    """Return the name of an object from its stem."""
    last = ending(type_name)
    return stem if not last or stem == last else f"{stem}_{last}"


def _text(one: Found, by_id: Mapping[str, Found]) -> str:
    """Return the name of an object in the API. For a member, return the name of the user or group."""
    if not exportable()[one.type_name].is_listed:
        return ""  # each owner has only one
    last = last_name(one)
    if one.label in {"", last} and last in by_id and by_id[last] is not one:
        return by_id[last].label
    return "" if one.label == last and one.id else one.label


def last_name(one: Found) -> str:
    """Return the last part of the identity, which distinguishes the objects of one owner."""
    identity = RESOURCES[one.type_name].endpoint.identity
    return one.names[identity[-1]] if identity else one.import_id


def _owners(objects: Iterable[Found]) -> dict[tuple[str, str], Found]:
    kinds = exportable()
    by_names: dict[tuple[str, tuple[str, ...]], Found] = {}
    listed: list[Found] = list(objects)
    for kind in kinds.values():
        if kind.owner is None:
            continue
        for one in listed:
            if one.type_name == kind.owner:
                key = tuple(one.names.get(of, "") for of in kind.parents.values())
                by_names[f"{kind.owner} {'/'.join(kind.parents)}", key] = one
    found = {}
    for one in listed:
        kind = kinds[one.type_name]
        if kind.owner is not None:
            key = tuple(one.names.get(parent, "") for parent in kind.parents)
            owner = by_names.get((f"{kind.owner} {'/'.join(kind.parents)}", key))
            if owner is not None:
                found[one.type_name, one.import_id] = owner
    return found


def _with_end_of_id(stem: str, one: Found, taken: set[str]) -> str:
    letters = re.sub(r"[^a-z0-9]", "", last_name(one).lower())
    for length in range(min(6, len(letters)) or 1, len(letters) + 1):
        longer = f"{stem}_{letters[-length:]}" if stem else letters[-length:]
        if longer not in taken:
            return longer
    return f"{stem}_{len(taken)}"
