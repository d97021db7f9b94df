"""Data sources for objects that are also resources: their schemas are derived from the resources."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.lookups import list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import ListOf, Object, Schema, String, nested_object

_FILE = Object({"path": String(required=True), "data": String(optional=True, unread=True)})


class Thing(Resource):
    """A thing."""

    type_name = "openai_thing"
    endpoint = Rest("/things")
    schema = Schema(
        {
            "id": String(computed=True, doc="The id."),
            "secret": String(optional=True, unread=True),
            "files": ListOf(_FILE, optional=True),
            "network": Object({"blocked": String(optional=True)}, optional=True),
        }
    )


NOT_RETURNED = ("secret", "files.data", "network.blocked")


def members(schema: Schema, name: str) -> set[str]:
    inner = nested_object(schema[name])
    assert inner is not None
    return set(inner.attributes)


def test_attributes_that_the_api_never_returns_are_omitted_at_any_depth() -> None:
    schema = lookup_schema(Thing, not_returned=NOT_RETURNED)
    assert set(schema.attributes) == {"id", "files", "network"}
    assert members(schema, "files") == {"path"}
    assert members(schema, "network") == set()


def test_attributes_that_the_api_never_returns_are_omitted_from_lists() -> None:
    things = nested_object(list_all_schema(Thing, "things", not_returned=NOT_RETURNED)["things"])
    assert things is not None
    assert set(things.attributes) == {"id", "files", "network"}
    assert members(Schema(things.attributes), "files") == {"path"}


def test_the_resource_keeps_attributes_that_its_data_sources_omit() -> None:
    lookup_schema(Thing, not_returned=NOT_RETURNED)
    assert "secret" in Thing.schema
    assert members(Thing.schema, "files") == {"path", "data"}
