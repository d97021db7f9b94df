"""Objects of several kinds: the members of all kinds in one object, and the checks of each kind."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.patterns.kinds import of_kinds
from provider_shim.vocabulary.schema import Bool, Integer, String

STRICT = Bool(optional=True, doc="Whether it is strict.")
TOOL = of_kinds(
    {
        "function": {"name": String(required=True, doc="The name."), "strict": STRICT},
        "search": {"name": String(optional=True, doc="The name."), "strict": STRICT},
        "computer": {"width": Integer(required=True, doc="The width.")},
    },
    "The kind of tool",
    optional=True,
    doc="A tool.",
)


def test_the_object_has_the_members_of_all_kinds_as_optional() -> None:
    assert {name: one.required for name, one in TOOL.attributes.items()} == {
        "type": True,
        "name": False,
        "strict": False,
        "width": False,
    }
    assert (TOOL.optional, TOOL.doc) == (True, "A tool.")


def test_the_documentation_names_the_kinds_of_a_member() -> None:
    assert {name: one.doc for name, one in TOOL.attributes.items()} == {
        "type": "The kind of tool: `function`, `search` or `computer`.",
        "name": "The name. Required for `function`. Also for `search`.",
        "strict": "Whether it is strict. For `function` and `search`.",
        "width": "The width. Required for `computer`.",
    }


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"type": "function", "name": "f", "strict": True}, None),
        ({"type": "search"}, None),
        ({"type": "function"}, '`name` must be set if `type` is "function".'),
        (
            {"type": "computer", "width": 1, "name": "f"},
            '`name` must not be set if `type` is "computer".',
        ),
        ({"type": "newer", "name": "f"}, None),
        ({}, None),
    ],
)
def test_each_kind_is_checked_against_its_own_members(
    value: dict[str, Any], wrong: str | None
) -> None:
    assert TOOL.check is not None
    assert TOOL.check(value) == wrong


def test_a_member_that_differs_between_kinds_is_refused() -> None:
    with pytest.raises(ValueError, match="'size' differs"):
        of_kinds(
            {"a": {"size": String(doc="The size.")}, "b": {"size": Integer(doc="The size.")}},
            "The kind",
        )


def test_a_changed_fixed_kind_replaces_the_object() -> None:
    assert not TOOL.attributes["type"].replace
    assert of_kinds({"a": {}, "b": {}}, "The kind", fixed=True).attributes["type"].replace


def test_a_computed_member_stays_computed() -> None:
    size = Integer(computed=True, doc="The size.")
    file = of_kinds({"inline": {"size": size}, "by_id": {}}, "The kind")
    assert file.attributes["size"].computed
    assert not file.attributes["size"].configurable
    assert file.attributes["size"].doc == "The size. For `inline`."
