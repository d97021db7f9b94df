"""Plausible values conform to every schema of a user, in the form that strict outputs need."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import openai
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openai_sandbox.behaviours.chat import json_for
from openai_sandbox.pattern_texts import matching

if TYPE_CHECKING:
    from openai.resources.beta.agents import Agents

_FORMATS = (
    "date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uuid",
)  # fmt: skip
_PATTERNS = (
    "^[a-z]{3}-\\d{4}$", "^(red|green|blue)$", "^#[0-9a-f]{6}$", "^\\+?[1-9]\\d{7,14}$", "[A-Z]{2}", "^[^aeiou1]+$",
    "^(?:\\w+@){1,2}\\w+\\.(com|org)$", "^v\\d+(\\.\\d+){2}(-rc)?$", "^\\S+\\s\\S+$", "^.{12}$", "^([ab])\\1$", "^$",
)  # fmt: skip


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["integer", "number"]))
    low = draw(st.integers(-1000, 1000))
    schema: dict[str, Any] = {"type": kind}
    if kind == "number" and draw(st.booleans()):
        low = low / 8
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["minimum", "exclusiveMinimum"]))] = low
    if draw(st.booleans()):
        # Wide enough for a multiple, and narrower without one.
        schema[draw(st.sampled_from(["maximum", "exclusiveMaximum"]))] = low + 30
    elif kind == "number" and draw(st.booleans()):
        return {**schema, "exclusiveMaximum": low + 0.25}
    if draw(st.booleans()):
        schema["multipleOf"] = draw(
            st.sampled_from([1, 3, 7, *([0.5, 0.25] if kind == "number" else [])])
        )
    return schema


_texts = st.one_of(
    st.just({"type": "string"}),
    st.sampled_from(_FORMATS).map(lambda one: {"type": "string", "format": one}),
    st.sampled_from(_PATTERNS).map(lambda one: {"type": "string", "pattern": one}),
    st.integers(0, 30).map(lambda one: {"type": "string", "minLength": one, "maxLength": one + 5}),
)
_leaves = st.one_of(
    _texts,
    numbers(),
    st.just({"type": "boolean"}),
    st.lists(st.sampled_from([None, "a", 1, True, "b"]), min_size=1, unique_by=repr).map(
        lambda one: {"enum": one}
    ),
    st.just({"const": {"a": [1]}}),
    _texts.map(lambda one: {**one, "type": ["null", "string"]}),
    st.sampled_from(["Tree", "List", "A"]).map(lambda one: {"$ref": f"#/$defs/{one}"}),
    st.just({"anyOf": [{"$ref": "#"}, {"type": "null"}]}),
)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_names = st.sampled_from(["city", "unitPrice", "created_at", "tags", "x", "total"])
_objects = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.dictionaries(_names, inner, max_size=4).map(_object),
        st.tuples(inner, st.integers(0, 3)).map(
            lambda one: {
                "type": "array",
                "items": one[0],
                "minItems": one[1],
                "maxItems": one[1] + 1,
            }
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda one: {"anyOf": one}),
    ),
    max_leaves=8,
)
_DEFINITIONS = {
    "Tree": _object({"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}),
    "List": _object({"value": {"type": "integer"}, "next": {"anyOf": [{"$ref": "#/$defs/List"}, {"type": "null"}]}}),
    "A": _object({"b": {"anyOf": [{"$ref": "#/$defs/B"}, {"type": "string"}]}}),
    "B": _object({"as": {"type": "array", "items": {"$ref": "#/$defs/A"}}}),
}  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(_names, _objects, min_size=1, max_size=4))
def test_a_value_conforms_to_every_strict_schema(properties: dict[str, Any]) -> None:
    schema = {**_object(properties), "$defs": _DEFINITIONS}
    value = json.loads(json_for(schema))
    jsonschema.validate(
        value, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_agents_and_assistants_fill_their_schemas(client: openai.OpenAI, agents: Agents) -> None:
    schema = _object({"city": {"type": "string"}})
    form: Any = {"format": {"type": "json_schema", "schema": schema}}
    session = agents.sessions.create(
        environment={"type": "none"}, agent={"model": "gpt-5.1", "text": form}, input="Where?"
    )
    agents.sessions.retrieve(session.id)
    agents.sessions.retrieve(session.id)
    item: Any = next(iter(agents.sessions.items.list(session.id, order="desc")))
    assert json.loads(item.content[0].text) == {"city": "Paris"}
    for_run: Any = {"type": "json_schema", "json_schema": {"name": "place", "schema": schema}}
    run = client.beta.threads.create_and_run_poll(
        assistant_id=client.beta.assistants.create(model="gpt-4o", response_format=for_run).id,
        thread={"messages": [{"role": "user", "content": "Where?"}]},
    )
    message: Any = client.beta.threads.messages.list(run.thread_id).data[0].content[0]
    assert json.loads(message.text.value) == {"city": "Paris"}


@pytest.mark.parametrize("pattern", _PATTERNS)
def test_a_text_matches_each_pattern(pattern: str) -> None:
    assert re.search(pattern, next(matching(pattern)))


@pytest.mark.parametrize("pattern", ["[", "(?=a)a", "\\p{L}"])
def test_a_pattern_without_a_text_gets_any_text(pattern: str) -> None:
    assert list(matching(pattern)) == []
    assert json.loads(json_for({"type": "string", "pattern": pattern})) == "example"


def test_a_schema_with_many_recursive_parts_is_filled_quickly() -> None:
    names = [f"N{number}" for number in range(12)]
    nodes = {one: {"type": "array", "items": {"$ref": f"#/$defs/{one}"}} for one in names}
    schema = {"$ref": "#/$defs/N0", "$defs": {one: _object(nodes) for one in names}}
    jsonschema.validate(json.loads(json_for(schema)), schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/$defs/None"},
        {"$defs": {"A": {"$ref": "#/$defs/A"}}, "$ref": "#/$defs/A"},
        _object({"a": {"$ref": "#"}}),
        {"type": "integer", "minimum": "1"},
        {"anyOf": [{"not": {}}]},
    ],
)
def test_a_schema_without_a_value_still_gets_an_answer(schema: dict[str, Any]) -> None:
    assert isinstance(json_for(schema), str)
