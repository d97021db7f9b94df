"""States from the time when today's dynamic objects were nested attributes are read unchanged, for every such attribute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from provider_shim.objects import RESOURCES
from provider_shim.protocol.shapes import Shape
from provider_shim.provider import Provider
from provider_shim.vocabulary.schema import Attribute, Dynamic, ListOf, MapOf, Object, SetOf
from provider_shim.vocabulary.values import Typed, infer_type, plain
from tests.contract.managed import Managed
from tests.contract.samples import Samples

DYNAMIC_OBJECTS = [
    (type_name, name)
    for type_name, kind in RESOURCES.items()
    for name, attribute in kind.schema.items()
    if isinstance(attribute, Dynamic) and isinstance(attribute.shape, Object)
    if attribute.configurable and not attribute.write_only
]


def as_it_was_stored(shape: Attribute, value: Any) -> Any:
    """Return the JSON of a nested attribute. It has every member, and dynamic ones are stored with their types."""
    match shape, value:
        case _, None:
            return None
        case Dynamic(), _:
            return {"type": infer_type(value), "value": value}
        case Object(), Mapping():
            return {
                name: as_it_was_stored(member, value.get(name))
                for name, member in shape.attributes.items()
            }
        case ((ListOf() | SetOf()), list()):
            return [as_it_was_stored(shape.element, item) for item in value]
        case MapOf(), Mapping():
            return {key: as_it_was_stored(shape.element, item) for key, item in value.items()}
        case _:
            return value


def _as_stored(value: Any) -> Any:
    return {"type": value.type, "value": value.value} if isinstance(value, Typed) else value


@pytest.mark.parametrize(("type_name", "name"), DYNAMIC_OBJECTS)
@pytest.mark.parametrize("variant", [0, 1])
def test_the_state_of_a_nested_object_is_read_unchanged(
    provider: Provider, type_name: str, name: str, variant: int
) -> None:
    config = Samples(provider, type_name).with_attribute(name, variant)
    made = Managed(provider, type_name)
    state = made.apply(**config)
    attribute = made.attributes[name]
    assert isinstance(attribute, Dynamic)
    assert isinstance(attribute.shape, Object)
    raw = {
        **{one: _as_stored(value) for one, value in state.items()},
        name: as_it_was_stored(attribute.shape, plain(state[name])),
    }

    shape = Shape(provider.resources[type_name].schema)
    made.state = shape.object(shape.upgraded(provider.upgrade_state(type_name, 0, raw)))
    assert isinstance(made.state[name], Typed)
    assert plain(made.state[name]) == plain(state[name])
    planned = made.plan(**config)
    assert planned.planned == made.state
    assert not planned.requires_replace
