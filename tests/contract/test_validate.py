"""`validate` and `Template` know every object: they accept what is valid, and find each kind of fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from openai_cdktf._misfits import written
from openai_cdktf.testing.matching import Match
from openai_cdktf.testing.pattern_names import unknown_names
from openai_cdktf.testing.schemas import types
from openai_cdktf.testing.synthesis import Synthesized
from openai_cdktf.testing.validation import found_in
from provider_shim.engine.declaration import Declaration
from tests.declared_objects import arguments, every_argument, every_object

OBJECTS = [pytest.param(*one, id=f"{one[0]}-{one[1].type_name}") for one in every_object()]


def problems(section: str, kind: type[Declaration], given: Mapping[str, Any]) -> list[str]:
    body = {"config": given} if section == "action" else given
    code = {section: {kind.type_name: {"x": body}}}
    found = [one.attribute for one in found_in(Synthesized(stack="stack", json=code))]
    return [one.removeprefix("config.") for one in found]


@pytest.mark.parametrize(("section", "kind"), OBJECTS)
def test_valid_arguments_are_accepted(section: str, kind: type[Declaration]) -> None:
    for given in every_argument(kind.schema.attributes):
        assert problems(section, kind, given) == []


@pytest.mark.parametrize(("section", "kind"), OBJECTS)
def test_every_fault_of_one_attribute_is_found(section: str, kind: type[Declaration]) -> None:
    valid = arguments(kind.schema.attributes, everything=False)
    for name, value in _faulty(types(section)[kind.type_name]):
        found = problems(section, kind, {**valid, name: value})
        assert name in found, (name, value)
    assert "surely_unknown" in problems(section, kind, {**valid, "surely_unknown": 1})


@pytest.mark.parametrize(("section", "kind"), OBJECTS)
def test_a_template_expects_only_names_of_the_type(section: str, kind: type[Declaration]) -> None:
    def unknown(expected: Mapping[str, Any]) -> list[str]:
        body = {"config": expected} if section == "action" else expected
        found = unknown_names(section, kind.type_name, body)
        return [written(one.path).removeprefix("config.") for one in found]

    for given in every_argument(kind.schema.attributes):
        assert unknown(given) == []
    assert unknown({"surely_unknown": Match.absent()}) == ["surely_unknown"]
    for name, (flags, type_) in types(section)[kind.type_name].items():
        if not set(flags) & {"r", "o"}:
            assert unknown({name: Match.absent()}) == [name]
        elif isinstance(type_, dict):
            inner = Match.object_like({"surely_unknown": 1})
            expected = inner if "single" in type_ else Match.array_with([inner])
            where = "surely_unknown" if "single" in type_ else "[0].surely_unknown"
            assert unknown({name: expected}) == [f"{name}.{where}".replace(".[", "[")]


def _faulty(attributes: Mapping[str, tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield a wrong value for each attribute: null if it is required, any value if it is read-only, or another type."""
    for name, (flags, type_) in attributes.items():
        if "r" in flags:
            yield name, None
        if not set(flags) & {"r", "o"}:
            yield name, "${local.some}"
        elif type_ != "dynamic":
            yield name, [] if isinstance(type_, str) else "some text"
