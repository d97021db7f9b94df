"""Plans of random schemas and values follow Terraform's rules."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provider_shim.engine.planning import filled, plan
from provider_shim.vocabulary.diagnostics import Key
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
    Schema,
    SetOf,
    String,
    nested_object,
)
from provider_shim.vocabulary.values import UNKNOWN, canonical_set, is_wholly_known, typed
from tests.terraform_core import apply_faults, plan_faults, proposed_new

NAMES = ("a", "b", "c")
TEXTS = st.sampled_from(["", "x", "X", "y"])
NUMBERS = st.sampled_from([0, 1, 2, 0.5])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


# --- schemas ----------------------------------------------------------------------------------------------------


def same_letters(one: Any, other: Any) -> bool:
    return str(one).lower() == str(other).lower()


@st.composite
def modes(draw: st.DrawFn, *, in_set: bool) -> dict[str, Any]:
    flags: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"required": True},
                {"optional": True},
                *([] if in_set else [{"computed": True}, {"optional": True, "computed": True}]),
                *([] if in_set else [{"optional": True, "write_only": True}]),
            ]
        )
    )
    if flags.get("computed"):
        flags = {**flags, "volatile": draw(st.booleans())}
    elif not in_set:
        flags = {**flags, "replace": draw(st.booleans()), "local": draw(st.booleans())}
    return flags


def outermost() -> st.SearchStrategy[Attribute]:
    return st.sampled_from(
        [
            String(),
            String(equivalent=same_letters),
            Integer(),
            Float(),
            Bool(),
            ListOf(String()),
            SetOf(String()),
            MapOf(Integer()),
            Dynamic(),
            Dynamic(AnyOf((String(), ListOf(Object({"t": String(required=True)}))))),
        ]
    )


@st.composite
def attributes(draw: st.DrawFn, depth: int = 2, *, in_set: bool = False) -> Attribute:
    flags = draw(modes(in_set=in_set))
    if depth and draw(st.integers(0, 2)) == 0:
        kind = draw(st.sampled_from(["single", "list", "map", "set"]))
        members = draw(
            st.dictionaries(
                st.sampled_from(NAMES),
                attributes(depth - 1, in_set=in_set or kind == "set").filter(has_no_dynamic)
                if kind != "single" or in_set
                else attributes(depth - 1),
                min_size=1,
                max_size=2,
            )
        )
        inner = Object(members)
        made: Attribute = {
            "single": inner,
            "list": ListOf(inner),
            "map": MapOf(inner),
            "set": SetOf(inner),
        }[kind]
    else:
        made = draw(outermost().filter(has_no_dynamic) if in_set else outermost())
    if flags.get("optional") and flags.get("computed") and isinstance(made, String):
        flags["default"] = draw(st.none() | st.just("x"))
    return made.but(**flags)


def has_no_dynamic(attribute: Attribute) -> bool:
    if isinstance(attribute, Dynamic):
        return False
    inner = nested_object(attribute)
    return inner is None or all(map(has_no_dynamic, inner.attributes.values()))


def sound(members: dict[str, Attribute]) -> bool:
    try:
        Schema(members)
    except ValueError:
        return False
    return True


schemas = st.dictionaries(st.sampled_from(NAMES), attributes(), min_size=1, max_size=3).filter(
    sound
)


# --- values -----------------------------------------------------------------------------------------------------


def values(attribute: Attribute, *, config: bool, unknown: bool) -> st.SearchStrategy[Any]:
    match attribute:
        case String():
            known: st.SearchStrategy[Any] = TEXTS
        case Integer() | Float():
            known = NUMBERS
        case Bool():
            known = st.booleans()
        case Dynamic():
            known = JSON.filter(lambda value: value is not None).map(typed)
        case Object():
            known = objects(attribute, config=config, unknown=unknown)
        case ListOf():
            known = st.lists(element(attribute.element, config=config, unknown=unknown), max_size=2)
        case SetOf():
            known = st.lists(element(attribute.element, config=config, unknown=False), max_size=2)
            known = known.map(canonical_set)
        case MapOf():
            known = st.dictionaries(
                TEXTS, element(attribute.element, config=config, unknown=unknown), max_size=2
            )
        case _:
            raise AssertionError(attribute)
    return known | st.just(UNKNOWN) if unknown else known


def element(attribute: Attribute, *, config: bool, unknown: bool) -> st.SearchStrategy[Any]:
    return values(attribute, config=config, unknown=unknown)


def objects(owner: Object, *, config: bool, unknown: bool) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            name: member(attribute, config=config, unknown=unknown)
            for name, attribute in owner.attributes.items()
        }
    )


def member(attribute: Attribute, *, config: bool, unknown: bool) -> st.SearchStrategy[Any]:
    if config and not attribute.configurable:
        return st.none()
    if not config and attribute.write_only:
        return st.none()
    some = values(attribute, config=config, unknown=unknown)
    return some if attribute.required else st.none() | some


@st.composite
def cases(draw: st.DrawFn, *, unknown: bool) -> tuple[dict[str, Attribute], Any, Any]:
    schema = draw(schemas)
    owner = Object(schema)
    prior = draw(st.none() | objects(owner, config=False, unknown=False))
    return schema, prior, draw(objects(owner, config=True, unknown=unknown))


def completed(attribute: Attribute, planned: Any, draw: Any) -> Any:
    """Return a planned value with random values for its unknown parts, like an API."""
    if planned is UNKNOWN:
        made = values(attribute, config=False, unknown=False)
        return draw(made if attribute.required else st.none() | made)
    inner = nested_object(attribute)
    if inner is None or planned is None:
        return planned
    match attribute, planned:
        case Object(), dict():
            return completed_members(inner.attributes, planned, draw)
        case _, list():
            return [completed(inner, item, draw) for item in planned]
        case _:
            return {key: completed(inner, item, draw) for key, item in planned.items()}


def completed_members(members: Any, planned: Any, draw: Any) -> dict[str, Any]:
    return {name: completed(one, planned[name], draw) for name, one in members.items()}


# --- rules ------------------------------------------------------------------------------------------------------

thorough = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@thorough
@given(cases(unknown=True))
def test_terraform_accepts_every_plan(case: tuple[dict[str, Attribute], Any, Any]) -> None:
    schema, prior, config = case
    made = plan(schema, prior, proposed_new(schema, prior, config), config)
    assert list(plan_faults(schema, prior, config, made.planned)) == []


@thorough
@given(cases(unknown=False), st.data())
def test_the_plan_after_apply_is_empty(
    case: tuple[dict[str, Attribute], Any, Any], data: st.DataObject
) -> None:
    schema, prior, config = case
    first = plan(schema, prior, proposed_new(schema, prior, config), config)
    state = filled(first.planned, completed_members(schema, first.planned, data.draw))
    assert is_wholly_known(state)
    assert list(apply_faults(first.planned, state)) == []

    second = plan(schema, state, proposed_new(schema, state, config), config)

    assert second.planned == state
    assert second.replace == []


@thorough
@given(cases(unknown=True))
def test_only_changed_replacing_attributes_plan_a_replacement(
    case: tuple[dict[str, Attribute], Any, Any],
) -> None:
    schema, prior, config = case
    made = plan(schema, prior, proposed_new(schema, prior, config), config)
    if prior is None:
        assert made.replace == []
    for path in made.replace:
        attribute, before, after = _followed(schema, path, prior, made.planned)
        assert attribute.replace
        assert before != after


def _followed(schema: Any, path: Any, before: Any, after: Any) -> tuple[Attribute, Any, Any]:
    owner: Attribute = Object(schema)
    for step in path:
        match step:
            case str():
                inner = nested_object(owner)
                assert inner is not None
                owner, name = inner.attributes[step], step
                before, after = _at(before, name), _at(after, name)
            case Key():
                before, after = _at(before, step.name), _at(after, step.name)
            case _:
                before = before[step] if isinstance(before, list) and step < len(before) else None
                after = after[step]
    return owner, before, after


def _at(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
