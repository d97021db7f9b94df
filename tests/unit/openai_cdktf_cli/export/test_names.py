"""Names of objects in a program: readable, unique, and unchanged by new objects."""

from __future__ import annotations

import keyword
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openai_cdktf_cli.export.blocks import blocks
from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.names import identifier, several, slug


def project(number: int, name: str, created: float = 0.0) -> Found:
    identity = f"proj_{number:08}"
    return Found(
        type_name="openai_project",
        import_id=identity,
        id=identity,
        label=name,
        names={"id": identity},
        arguments={"name": name},
        created=created,
    )


def named(*objects: Found) -> dict[str, str]:
    return {one.found.import_id: one.name for one in blocks(objects)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Search", "search"),
        ("Zoë 🚀", "zoe"),
        ("🚀", ""),
        ("  two\nlines ", "two_lines"),
        ("Straße 5", "strasse_5"),
        ('a "b" ${c}', "a_b_c"),
        ("word " * 40, "word_word_word_word_word_word_word_word"),
        ("x" * 200, "x" * 40),
        ("стек", ""),
    ],
)
def test_text_becomes_words_of_letters_and_digits(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_the_oldest_of_several_objects_keeps_the_name() -> None:
    first, second = project(1, "Search", created=2), project(2, "search", created=1)
    assert named(first, second) == {
        second.import_id: "search",
        first.import_id: "search_000001",
    }


def test_a_new_object_does_not_change_existing_names() -> None:
    old = [project(1, "Search", created=1), project(2, "Search", created=2)]
    before = named(*old)
    after = named(project(3, "Search", created=3), *reversed(old))
    assert before.items() <= after.items()


def test_name_without_letters_begins_with_the_kind() -> None:
    assert named(project(1, "🚀"), project(2, "2nd")) == {
        "proj_00000001": "project_000001",
        "proj_00000002": "project_2nd",
    }


def test_a_keyword_gets_an_underscore() -> None:
    assert identifier("class") == "class_"
    assert identifier("match") == "match_"
    assert identifier("search") == "search"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("limit", "limits"),
        ("key", "keys"),
        ("spend_settings", "spend_settings"),
        ("groups", "groups"),
        ("policy", "policies"),
    ],
)
def test_plural(noun: str, expected: str) -> None:
    assert several(noun) == expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.text(max_size=50), st.integers(0, 3)), max_size=12))
def test_any_names_give_unique_identifiers(texts: Any) -> None:
    objects = [project(number, text, made) for number, (text, made) in enumerate(texts)]
    found = [identifier(name) for name in named(*objects).values()]
    assert len({name.lower() for name in found}) == len(texts)
    assert all(name.isidentifier() and name.isascii() for name in found)
    assert not any(keyword.iskeyword(name) for name in found)
