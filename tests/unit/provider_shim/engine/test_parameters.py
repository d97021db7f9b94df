"""The attribute of the configuration for a field that the API names in an error."""

from __future__ import annotations

import pytest

from provider_shim.engine.parameters import path_of_parameter
from provider_shim.vocabulary.diagnostics import Key, Path
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Dynamic,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)

TEXT = String(optional=True)
SCHEMA: dict[str, Attribute] = {
    "name": TEXT,
    "renamed": String(optional=True, wire="realName"),
    "returned": String(computed=True, wire="name"),
    "answer": String(computed=True),
    "object": Object({"list": ListOf(Object({"x": TEXT}), optional=True)}, optional=True),
    "metadata": MapOf(TEXT, optional=True),
    "ids": SetOf(TEXT, optional=True),
    "tools": Dynamic(
        ListOf(Object({"function": Object({"name": TEXT}, optional=True)})), optional=True
    ),
    "union": Dynamic(AnyOf((String(), ListOf(String()), Object({"x": TEXT}))), optional=True),
    "messages": TEXT,
    "messages_wo": String(optional=True, write_only=True, wire="messages"),
}


@pytest.mark.parametrize(
    ("parameter", "path"),
    [
        (None, ()),
        ("", ()),
        ("nonsense", ()),
        ("name", ("name",)),
        ("realName", ("renamed",)),
        ("renamed", ()),
        ("answer", ()),
        ("object.list[2].x", ("object", "list", 2, "x")),
        ("object.list[2].unknown", ("object", "list", 2)),
        ("object.list", ("object", "list")),
        ("metadata.team", ("metadata", Key("team"))),
        ("metadata['team']", ("metadata", Key("team"))),
        ("ids[0]", ("ids",)),
        ("tools[0].function.name", ("tools", 0, "function", "name")),
        ("tools.0.function.name", ("tools", 0, "function", "name")),
        ("tools[x]", ("tools",)),
        ("union.x", ("union", "x")),
        ("union[1]", ("union", 1)),
    ],
)
def test_a_field_is_followed_as_far_as_possible(parameter: str | None, path: Path) -> None:
    assert path_of_parameter(SCHEMA, {}, parameter) == path


def test_the_configured_attribute_is_chosen_of_two_for_one_field() -> None:
    assert path_of_parameter(SCHEMA, {"messages": "a"}, "messages") == ("messages",)
    assert path_of_parameter(SCHEMA, {"messages_wo": "a"}, "messages") == ("messages_wo",)
