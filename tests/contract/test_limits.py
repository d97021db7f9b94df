"""Validation rejects exactly the values that OpenAI's document does not allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox.schema_validation import is_valid
from openai_sandbox.schemas import Schema
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.validation import validate
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.schema import (
    Attribute,
    Collection,
    Dynamic,
    Float,
    Integer,
    MapOf,
    String,
)
from tests.contract.conftest import REGISTRY
from tests.contract.document_shapes import beside_the_document, leaves, shapes
from tests.contract.test_declarations import every_attribute

LONGEST = 300_000
"""The maximum length of a tested value. Longer texts take too much time."""

OTHERWISE = {
    "allowed_callers": "Some kinds of tools take an empty list, and one attribute stands for all kinds.",
    "limit": "The provider asks for page after page: a page's limits are not those of a list.",
    "safety_identifier": "OpenAI's package, which is newer than the document, tells of 128 characters.",
    "seed": "The document rounds the largest 64-bit integer as JavaScript does.",
}
"""Arguments, at any position, with other limits than in the document, each with the reason."""


def refused(attribute: Attribute, value: Any) -> bool:
    alone = attribute.but(conflicts_with=(), required_with=(), exactly_one_of=())
    return any(one.severity is Severity.ERROR for one in validate({"x": alone}, {"x": value}))


def trials(  # noqa: C901 - one case a kind
    attribute: Attribute, found: list[Schema]
) -> Iterator[tuple[Attribute, list[Schema], Any]]:
    """Yield values next to each limit, with the declared shape and the schemas that check them."""
    for one in shapes(attribute):
        match one:
            case String():
                schemas = _of(found, "string")
                for size in _near(schemas, "minLength", "maxLength"):
                    yield one, schemas, "x" * size
                if any("pattern" in schema for schema in schemas):
                    yield from ((one, schemas, odd) for odd in ("", " ", "!"))
            case Integer() | Float():
                schemas = _of(found, "integer", "number")
                for number in _near(schemas, "minimum", "maximum", low=-(2**70), high=2**70):
                    yield one, schemas, number
            case MapOf():
                schemas = _of(found, "object")
                for count in _near(schemas, "minProperties", "maxProperties"):
                    yield attribute, schemas, {f"k{number}": "x" for number in range(count)}
                values = [
                    schema["additionalProperties"]
                    for schema in schemas
                    if isinstance(schema.get("additionalProperties"), Mapping)
                ]
                for size in _near(
                    [leaf for reported in values for leaf in leaves(reported)], "maxLength"
                ):
                    yield attribute, schemas, {"k": "x" * size}
                names = [schema["propertyNames"] for schema in schemas if "propertyNames" in schema]
                for size in _near(names, "minLength", "maxLength"):
                    yield attribute, schemas, {"k" * size: "x"}
            case Collection() if one.check is None and attribute.check is None:
                counted = [
                    {
                        name: limit
                        for name, limit in schema.items()
                        if name in {"type", "minItems", "maxItems"}
                    }
                    for schema in _of(found, "array")
                ]
                for count in _near(counted, "minItems", "maxItems"):
                    yield (
                        one.but(element=Dynamic()),
                        counted,
                        [f"x{number}" for number in range(count)],
                    )


def _of(found: list[Schema], *types: str) -> list[Schema]:
    return [one for one in found if one.get("type") in types]


def _near(schemas: list[Schema], *limits: str, low: int = 0, high: int = LONGEST) -> list[int]:
    returned = {int(one[limit]) for one in schemas for limit in limits if limit in one}
    near = {number for limit in returned for number in (limit - 1, limit, limit + 1)}
    return sorted(number for number in near if low <= number <= high)


def test_limits_are_those_of_the_document_and_checked_before_the_plan(
    declaration: type[Declaration],
) -> None:
    wrong = []
    for path, attribute, found in beside_the_document(declaration):
        if path.rpartition(".")[2] in OTHERWISE:
            continue
        for judge, schemas, value in trials(attribute, found):
            taken = any(is_valid(one, value) for one in schemas)
            if taken is refused(judge, value):
                verdict = "takes" if taken else "refuses"
                wrong.append(f"{path}: OpenAI {verdict} {str(value)[:40]} (of {len(str(value))})")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_arguments_with_other_limits_exist() -> None:
    declared = {
        name
        for group in REGISTRY.values()
        for kind in group.values()
        for _, name, _ in every_attribute(kind.schema.attributes)
    }
    assert set(OTHERWISE) <= declared
