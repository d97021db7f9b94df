"""Selects the objects outside the program that data sources look up, so that the program contains names and not ids. Pure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.values import texts_in

_MAX_DATA_SOURCES = 6
"""The maximum number of data sources of one type. Each reads a list at every plan, and the API limits the number of requests."""

_BY: Mapping[str, tuple[str, str]] = {
    "openai_group": ("name", "id"),
    "openai_organization_user": ("email", "user_id"),
    "openai_project": ("name", "id"),
    "openai_role": ("role_name", "id"),
}
"""The arguments of the data sources, by type: the name, and the id in case that the name is not unique."""


def looked_up(objects: Sequence[Found], context: Sequence[Found]) -> list[Found]:
    """Return the objects of the context to which the program refers, each with the arguments of its data source.

    Args:
        objects: the objects in the program.
        context: objects that were read and are not in the program.
    """
    referred = {
        text
        for one in objects
        for name, value in one.arguments.items()
        if name not in one.instead
        for text in texts_in(value)
    }
    found = [one for one in context if one.id in referred and one.type_name in _BY]
    counts = Counter(one.type_name for one in found)
    names = Counter((one.type_name, _name(one)) for one in (*objects, *context))
    return [
        dataclasses.replace(
            one,
            arguments=_arguments(one, unique=names[one.type_name, _name(one)] == 1),
            instead={},
            unread=(),
        )
        for one in found
        if counts[one.type_name] <= _MAX_DATA_SOURCES
    ]


def _name(one: Found) -> str:
    by = _BY.get(one.type_name, ("", ""))[0]
    other = [value for name, value in one.instead.values() if name == by]
    return str(one.arguments.get(by) or (other[0] if other else ""))


def _arguments(one: Found, *, unique: bool) -> dict[str, str]:
    by, identifier = _BY[one.type_name]
    name = _name(one)
    return {by: name} if name and unique else {identifier: one.id}
