"""Configurations are checked against their declarations, and each error is at its attribute."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.validation import describe, validate
from provider_shim.patterns.attributes import chunking_strategy, json_object, metadata, timeouts
from provider_shim.vocabulary.diagnostics import Diagnostic, Key, Path, Severity
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN, Typed, typed


def faults(attribute: Attribute, value: Any) -> list[Diagnostic]:
    return validate({"x": attribute}, {"x": value})


# --- values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribute", "good", "bad", "reason"),
    [
        (String(min_length=2), "ab", "a", "At least 2 characters are needed; the value has 1."),
        (String(max_length=2), "ab", "abc", "At most 2 characters are allowed; the value has 3."),
        (String(pattern="[a-z]+"), "ab", "ab1", "must match the regular expression [a-z]+"),
        (Integer(minimum=1), 1, 0, "at least 1, not 0"),
        (Integer(maximum=1), 1, 2, "at most 1, not 2"),
        (Integer(), 2.0, 1.5, "The value must be a whole number, not 1.5."),
        (Float(minimum=0), 0, -0.1, "at least 0, not -0.1"),
        (Float(maximum=2), 2, 2.1, "at most 2, not 2.1"),
        (ListOf(String(), min_items=1), ["a"], [], "At least one element is needed; 0 are set."),
        (
            SetOf(String(), max_items=1),
            ["a"],
            ["a", "b"],
            "At most one element is allowed; 2 are set.",
        ),
        (MapOf(String(), max_items=1), {"a": ""}, {"a": "", "b": ""}, "At most one element is"),
        (String(check=lambda text: "No." if text == "n" else None), "y", "n", "No."),
    ],
)
def test_value_out_of_bounds_is_an_error_at_the_attribute(
    attribute: Attribute, good: Any, bad: Any, reason: str
) -> None:
    assert faults(attribute, good) == []
    [found] = faults(attribute, bad)
    assert found.summary == "Invalid value"
    assert reason in found.detail
    assert found.path == ("x",)
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(
    "attribute",
    [
        String(min_length=2, check=lambda _: "No.", doubt=lambda _: "Odd."),
        Integer(minimum=1),
        ListOf(String(), min_items=1),
        MapOf(String(), min_items=1),
        Object({"a": String(required=True, min_length=1)}),
        Dynamic(ListOf(String(), min_items=1)),
        chunking_strategy(),
    ],
)
@pytest.mark.parametrize("value", [None, UNKNOWN])
def test_null_and_unknown_values_are_not_checked(attribute: Attribute, value: Any) -> None:
    assert faults(attribute, value) == []


@pytest.mark.parametrize(
    ("attribute", "value", "path"),
    [
        (ListOf(String(min_length=1)), ["a", ""], ("x", 1)),
        (MapOf(String(min_length=1)), {"a": "", "b": "b"}, ("x", Key("a"))),
        (SetOf(String(min_length=1)), ["", "b"], ("x",)),
        (Object({"a": Object({"b": Integer(minimum=1)})}), {"a": {"b": 0}}, ("x", "a", "b")),
        (ListOf(Object({"a": Integer(minimum=1)})), [{"a": 1}, {"a": 0}], ("x", 1, "a")),
        (Dynamic(ListOf(Object({"a": Integer(minimum=1)}))), typed([{"a": 0}]), ("x", 0, "a")),
        (Dynamic(MapOf(String(min_length=1))), typed({"k": ""}), ("x", Key("k"))),
    ],
)
def test_a_nested_error_is_reported_at_its_path(
    attribute: Attribute, value: Any, path: Path
) -> None:
    assert [found.path for found in faults(attribute, value)] == [path]


def test_elements_next_to_unknown_ones_are_checked() -> None:
    [found] = faults(ListOf(String(min_length=1)), [UNKNOWN, "", UNKNOWN])
    assert found.path == ("x", 1)


def test_a_check_does_not_run_for_partly_unknown_values() -> None:
    def check(value: Any) -> str:
        return f"asked about {value}"

    attribute = Object({"a": String(), "b": String()}, check=check)
    assert faults(attribute, {"a": UNKNOWN, "b": "1"}) == []
    assert len(faults(attribute, {"a": "0", "b": "1"})) == 1


def slip(value: Any) -> str | None:
    return f'"{value}" looks odd.' if value == "od" else None


@pytest.mark.parametrize(
    ("attribute", "value", "path"),
    [
        (String(doubt=slip), "od", ("x",)),
        (SetOf(String(doubt=slip)), ["odd", "od", UNKNOWN], ("x",)),
        (SetOf(Object({"a": String(doubt=slip)})), [{"a": "od"}], ("x", "a")),
        (Dynamic(ListOf(String(doubt=slip))), typed(["odd", "od"]), ("x", 1)),
    ],
)
def test_a_doubt_is_a_warning_at_the_value(attribute: Attribute, value: Any, path: Path) -> None:
    [found] = faults(attribute, value)
    assert (found.severity, found.path) == (Severity.WARNING, path)
    assert found.detail.startswith('"od" looks odd. The provider sends the value unchanged')


def test_a_wrong_value_has_no_additional_warning() -> None:
    [found] = faults(String(check=lambda _: "No.", doubt=slip), "od")
    assert (found.severity, found.detail) == (Severity.ERROR, "No.")


def test_all_errors_are_reported_at_once() -> None:
    schema: dict[str, Attribute] = {
        "a": String(max_length=1),
        "b": Integer(minimum=1),
        "c": ListOf(String(min_length=1)),
    }
    found = validate(schema, {"a": "long", "b": 0, "c": ["", ""]})
    assert [one.path for one in found] == [("a",), ("b",), ("c", 0), ("c", 1)]


# --- enums ------------------------------------------------------------------------------------------------------


def test_unknown_choice_is_a_warning_that_names_the_nearest() -> None:
    [found] = faults(String(enum=("assistants", "batch", "vision")), "assistant")
    assert found.severity is Severity.WARNING
    assert 'Did you mean "assistants"?' in found.detail
    assert '"assistants", "batch", "vision"' in found.detail


def test_an_unknown_choice_without_a_similar_one_is_a_warning() -> None:
    [found] = faults(String(enum=("low", "high")), "quick")
    assert found.severity is Severity.WARNING
    assert "Did you mean" not in found.detail


def test_a_known_choice_has_no_warning() -> None:
    assert faults(String(enum=("low", "high")), "low") == []


# --- relations --------------------------------------------------------------------------------------------------

RELATED: dict[str, Attribute] = {
    "a": String(optional=True, conflicts_with=("b",)),
    "b": String(optional=True),
    "c": String(optional=True, required_with=("d",)),
    "d": String(optional=True),
}
SWITCHED: dict[str, Attribute] = {
    "e": String(optional=True, required_with=("f",)),
    "f": Bool(optional=True),
}
ONE_OF = ("p", "q", "r")
CHOICE: dict[str, Attribute] = {
    name: String(optional=True, exactly_one_of=ONE_OF) for name in ONE_OF
}


@pytest.mark.parametrize(
    ("schema", "config", "expected"),
    [
        (RELATED, {"a": "1"}, []),
        (RELATED, {"b": "1"}, []),
        (RELATED, {"a": "1", "b": UNKNOWN}, []),
        (RELATED, {"a": "1", "b": "1"}, [(("a",), "Conflicting arguments")]),
        (RELATED, {"c": "1", "d": "1"}, []),
        (RELATED, {"c": "1", "d": UNKNOWN}, []),
        (RELATED, {"c": UNKNOWN}, []),
        (RELATED, {"d": "1"}, []),
        (RELATED, {"c": "1"}, [(("c",), "Missing argument")]),
        (SWITCHED, {"e": "1", "f": True}, []),
        (SWITCHED, {"e": "1", "f": UNKNOWN}, []),
        (SWITCHED, {"f": False}, []),
        (SWITCHED, {"e": "1", "f": False}, [(("e",), "Conflicting arguments")]),
        (CHOICE, {"q": "1"}, []),
        (CHOICE, {"p": "1", "r": UNKNOWN}, []),
        (CHOICE, {"r": UNKNOWN}, []),
        (CHOICE, {}, [(("p",), "Missing argument")]),
        (CHOICE, {"p": "1", "r": "1"}, [(("r",), "Conflicting arguments")]),
        (CHOICE, {"p": "", "q": "1"}, [(("q",), "Conflicting arguments")]),
    ],
)
def test_relations_between_siblings(
    schema: dict[str, Attribute], config: dict[str, Any], expected: list[tuple[Path, str]]
) -> None:
    config = {name: config.get(name) for name in schema}
    assert [(one.path, one.summary) for one in validate(schema, config)] == expected


def test_relations_hold_within_nested_objects_and_dynamic_values() -> None:
    value = {"a": "1", "b": "2", "c": None, "d": None}
    paths = [("x", "a")]
    assert [one.path for one in faults(Object(RELATED), value)] == paths
    assert [one.path for one in faults(Dynamic(Object(RELATED)), typed(value))] == paths


# --- the inside of dynamic values -------------------------------------------------------------------------------

TOOLS = Dynamic(
    ListOf(
        Object(
            {
                "type": String(required=True, enum=("function",)),
                "function": Object(
                    {"name": String(required=True), "parameters": Dynamic(optional=True)},
                    optional=True,
                ),
                "old": String(optional=True, deprecated="Use `type`."),
            }
        ),
        max_items=2,
    )
)


@pytest.mark.parametrize(
    ("value", "path", "words"),
    [
        ("text", ("x",), "The value must be a list."),
        ({"a": 1}, ("x",), "The value must be a list."),
        (["text"], ("x", 0), "The value must be an object."),
        ([{}], ("x", 0), "`type` must be set"),
        ([{"type": None}], ("x", 0), "`type` must be set"),
        ([{"type": 1}], ("x", 0, "type"), "The value must be a string."),
        ([{"type": "function", "functoin": {}}], ("x", 0), 'Did you mean "function"?'),
        ([{"type": "function", "function": {}}], ("x", 0, "function"), "`name` must be set"),
        ([{"type": "function"}] * 3, ("x",), "At most 2 elements"),
        ([{"type": "functio"}], ("x", 0, "type"), "Did you mean"),
        ([{"type": "function", "old": "1"}], ("x", 0, "old"), "Use `type`."),
    ],
)
def test_shape_of_a_dynamic_value(value: Any, path: Path, words: str) -> None:
    [found] = faults(TOOLS, typed(value))
    assert found.path == path
    assert words in found.detail


@pytest.mark.parametrize(
    "value",
    [
        [],
        [{"type": "function"}],
        [{"type": "function", "function": None}],
        [{"type": UNKNOWN, "function": UNKNOWN}],
        [UNKNOWN],
        [{"type": "function", "function": {"name": "f", "parameters": {"any": [1, {"b": None}]}}}],
    ],
)
def test_a_value_of_the_shape_has_no_error(value: Any) -> None:
    assert faults(TOOLS, Typed("dynamic", value)) == []


def test_without_a_shape_every_json_value_is_valid() -> None:
    some: list[Any] = ["a", 1, True, [], {}, [None, {"a": [1]}]]
    for value in some:
        assert faults(Dynamic(), typed(value)) == []


def test_checks_of_objects_and_collections_in_a_shape_run() -> None:
    shape = Object(
        {"m": MapOf(String(), optional=True, check=lambda _: "No.")}, check=lambda _: "Nor."
    )
    found = faults(Dynamic(shape), typed({"m": {"a": "b"}}))
    assert [(one.path, one.detail) for one in found] == [(("x", "m"), "No."), (("x",), "Nor.")]


@pytest.mark.parametrize(
    ("value", "fine"),
    [("a", True), ([1], True), ({"a": "b"}, True), ([], True), (1, False), (True, False)],
)
def test_value_of_a_union_fits_one_alternative(value: Any, fine: bool) -> None:  # noqa: FBT001
    union = AnyOf((String(), ListOf(Integer()), Object({"a": String(optional=True)})))
    found = faults(Dynamic(union), typed(value))
    assert (found == []) is fine
    if not fine:
        assert found[0].detail == "The value must be a string or a list or an object."


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Bool(), "true or false"),
        (Integer(), "a whole number"),
        (Float(), "a number"),
        (MapOf(String()), "a map"),
        (Dynamic(), "any value"),
    ],
)
def test_shapes_have_names(shape: Attribute, words: str) -> None:
    assert describe(shape) == words


# --- attributes that many objects share -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ({f"k{n}": "v" for n in range(16)}, None),
        ({f"k{n}": "v" for n in range(17)}, "At most 16 pairs are allowed; 17 are set."),
        ({"k" * 64: "v"}, None),
        ({"k" * 65: "v"}, "has 65 characters; at most 64"),
        ({"k": "v" * 512}, None),
        ({"k": "v" * 513}, "has 513 characters; at most 512"),
        ({}, None),
    ],
)
def test_limits_of_metadata(pairs: dict[str, str], reason: str | None) -> None:
    found = faults(metadata("thing"), pairs)
    assert [str(reason) in one.detail for one in found] == ([] if reason is None else [True])


def test_timeouts_are_durations() -> None:
    attribute = timeouts(create="30m", update="10m")
    assert faults(attribute, {"create": "1h30m", "update": None}) == []
    [found] = faults(attribute, {"create": "half an hour", "update": "1m"})
    assert found.path == ("x", "create")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"type": "auto", "static": None}, None),
        (
            {
                "type": "static",
                "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
            },
            None,
        ),
        ({"type": "static", "static": None}, "`static` must be set"),
        (
            {"type": "auto", "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400}},
            "must not be set",
        ),
        (
            {
                "type": "static",
                "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 401},
            },
            "401 is more than 800 / 2",
        ),
        (
            {"type": "static", "static": {"max_chunk_size_tokens": 99, "chunk_overlap_tokens": 0}},
            "at least 100",
        ),
    ],
)
def test_chunking_strategy(value: Any, words: str | None) -> None:
    found = faults(chunking_strategy(), value)
    assert [str(words) in one.detail for one in found] == ([] if words is None else [True])


def test_a_value_that_the_provider_uses_must_be_known() -> None:
    attribute = String(enum=("archive", "leave"), closed=True, local=True)
    assert faults(attribute, "leave") == []
    (fault,) = faults(attribute, "leafe")
    assert (fault.severity, fault.path) == (Severity.ERROR, ("x",))
    assert fault.detail == (
        '"leafe" is not an allowed value. The allowed values are: "archive", "leave". Did you mean "leave"?'
    )


@pytest.mark.parametrize(
    ("attribute", "value", "path"),
    [
        (MapOf(String()), {"a": None, "b": "b"}, ("x", Key("a"))),
        (ListOf(String()), ["a", None], ("x", 1)),
        (SetOf(String()), ["a", None], ("x",)),
        (ListOf(Object({"a": Integer()})), [None], ("x", 0)),
        (Dynamic(MapOf(String())), typed({"a": None}), ("x", Key("a"))),
        (Dynamic(ListOf(Object({"a": String()}))), typed([None]), ("x", 0)),
    ],
)
def test_a_null_element_is_an_error_at_its_path(
    attribute: Attribute, value: Any, path: Path
) -> None:
    (fault,) = faults(attribute, value)
    assert fault.severity is Severity.ERROR
    assert "is null. Remove it" in fault.detail
    assert fault.path == path


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        pytest.param(MapOf(String(), local=True), {"a": None}, id="what is never sent"),
        pytest.param(Dynamic(), typed({"a": None, "b": [None]}), id="free JSON"),
        pytest.param(Dynamic(MapOf(Dynamic())), typed({"a": None}), id="free JSON in a map"),
        pytest.param(MapOf(String()), {"a": UNKNOWN}, id="what is not known yet"),
    ],
)
def test_null_in_free_json_is_accepted(attribute: Attribute, value: Any) -> None:
    assert faults(attribute, value) == []


def test_a_json_string_instead_of_an_object_is_refused_with_advice() -> None:
    attribute = json_object("The schema.", optional=True)
    assert faults(attribute, typed({"type": "object"})) == []
    assert faults(attribute, UNKNOWN) == []
    (fault,) = faults(attribute, Typed("string", "{}"))
    assert "Use `jsondecode`" in fault.detail
    (fault,) = faults(attribute, typed([1]))
    assert fault.detail == "The value must be an object."


def test_null_for_a_required_and_any_value_for_a_read_only_attribute_are_errors() -> None:
    members = {"name": String(required=True), "status": String(computed=True)}
    attributes = {**members, "inner": Object(members, optional=True)}
    wrong: dict[str, Any] = {"name": None, "status": "ready"}
    found = validate(attributes, {**wrong, "inner": wrong})
    assert [(one.path, one.detail) for one in found] == [
        (("name",), "`name` must be set."),
        (("status",), "The provider sets `status`. Remove it."),
        (("inner", "name"), "`name` must be set."),
        (("inner", "status"), "The provider sets `status`. Remove it."),
    ]
    unknown = dict.fromkeys(members, UNKNOWN)
    assert [one.path for one in validate(members, unknown)] == [("status",)]


def test_null_is_a_question_if_the_api_does_not_return_the_required_attribute() -> None:
    secret = String(required=True, write_only=True)
    attributes = {"secret": secret, "inner": Object({"secret": secret}, optional=True)}
    found = validate(attributes, {"secret": None, "inner": {"secret": None}})
    assert [one.unless_imported for one in found] == [("secret",), ("inner",)]
