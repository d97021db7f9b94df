"""Constructs apply the same rules as the provider, at the line with the value, and report all faults at once."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import openai_cdktf
from openai_cdktf import (
    AdminApiKey,
    ChatCompletion,
    File,
    OpenaiProvider,
    Skill,
    VectorStore,
    VectorStoreChunkingStrategy,
    VectorStoreExpiresAfter,
    WebhookEndpoint,
)
from openai_cdktf._misfits import MisfitError
from openai_cdktf._ruled import broken_relations
from provider_shim.engine.configuration import SCHEMA
from provider_shim.engine.validation import validate
from provider_shim.vocabulary.comparing import fits
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Collection,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import Typed, canonical_set
from tests.declared_objects import construct_class, every_argument, every_object
from tools import rules

ROOT = Path(__file__).resolve().parents[3]

ONLY_IN_THE_PROVIDER = {"_too_large", "public_key_fault"}
"""Checks that only the provider makes: one measures the size of the request, the other needs `cryptography`."""


def store(**arguments: Any) -> Callable[[Any], object]:
    return lambda stack: VectorStore(stack, "it", **arguments)


FAULTS: dict[str, tuple[Callable[[Any], object], str]] = {
    "nothing of several": (
        lambda stack: File(stack, "it", purpose="assistants"),
        'File "stack/it": One of `source`, `content`, `content_base64` must be set.',
    ),
    "several of one": (
        lambda stack: File(stack, "it", purpose="assistants", content="a", content_base64="YQ=="),
        'File "stack/it": Only one of `source`, `content`, `content_base64` can be set.',
    ),
    "conflict": (
        lambda stack: AdminApiKey(stack, "it", name="n", expires_at=1, expires_in_seconds=3600),
        "`expires_in_seconds` cannot be set together with `expires_at`. Remove one of them.",
    ),
    "needed with": (
        store(chunking_strategy={"type": "auto"}),
        'VectorStore "stack/it": `chunking_strategy` needs `file_ids` to be set as well.',
    ),
    "range": (
        store(expires_after={"anchor": "last_active_at", "days": 0}),
        'VectorStore "stack/it": expires_after.days: The value must be at least 1, not 0.',
    ),
    "range of a struct": (
        lambda _: VectorStoreExpiresAfter(anchor="last_active_at", days=366),
        "VectorStoreExpiresAfter: days: The value must be at most 365, not 366.",
    ),
    "length": (
        lambda stack: File(stack, "it", purpose="assistants", content="a", filename=""),
        'File "stack/it": filename: At least one character is needed; the value has 0.',
    ),
    "number of items": (
        lambda stack: ChatCompletion(stack, "it", model="m", messages=[]),
        'ChatCompletion "stack/it": messages: At least one element is needed; 0 are set.',
    ),
    "duration": (
        store(timeouts={"create": "soon"}),
        'VectorStore "stack/it": timeouts.create: "soon" is not a duration. Use a number with a unit',
    ),
    "metadata": (
        store(metadata={"k" * 65: "v"}),
        'metadata: The key "' + "k" * 65 + '" has 65 characters; at most 64 are allowed.',
    ),
    "URL": (
        lambda stack: WebhookEndpoint(stack, "it", name="n", url="http://a", event_types=["x"]),
        'WebhookEndpoint "stack/it": url: The URL must begin with `https://`.',
    ),
    "kind": (
        lambda _: VectorStoreChunkingStrategy(type="static"),
        'VectorStoreChunkingStrategy: `static` must be set if `type` is "static".',
    ),
    "paths of a map": (
        lambda stack: Skill(stack, "it", files={"../a": "b"}),
        'Skill "stack/it": files: "../a" is not a path within a folder',
    ),
    "base64": (
        lambda stack: File(stack, "it", purpose="assistants", content_base64="é"),
        'File "stack/it": content_base64: The value is not valid base64',
    ),
    "address": (
        lambda stack: OpenaiProvider(stack, "it", base_url="http://example.com"),
        "would send the API key without encryption",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_violated_rule_raises_at_its_line(stack: Any, fault: str) -> None:
    make, message = FAULTS[fault]
    with pytest.raises(ValueError, match=re.escape(message)):
        make(stack)


def test_all_faults_of_an_object_are_reported_at_once(stack: Any) -> None:
    with pytest.raises(TypeError) as caught:
        VectorStore(
            stack,
            "it",
            name=3,  # type: ignore[arg-type]
            nmae="x",  # type: ignore[call-arg]
            expires_after={"anchor": 1, "days": 0},
            timeouts={"create": "soon"},
            chunking_strategy={"type": "auto"},
            count="many",  # type: ignore[arg-type]
        )
    first, *others = str(caught.value).splitlines()
    assert first == 'VectorStore "stack/it": 7 problems:'
    assert sorted(line.removeprefix("  - ").partition(" ")[0] for line in others) == [
        "`chunking_strategy`",
        "count",
        "expires_after.anchor",
        "expires_after.days:",
        "name",
        "nmae",
        "timeouts.create:",
    ]
    assert isinstance(caught.value, ValueError)


def test_rules_ignore_values_that_are_not_known_yet(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "variable", type="any")
    File(stack, "one", purpose="assistants", source=variable.string_value, content="a")
    File(stack, "none", purpose="assistants", content=variable.string_value)
    VectorStore(
        stack,
        "it",
        chunking_strategy={"type": "auto"},
        file_ids=variable.list_value,
        metadata={"k": variable.string_value * 100},
        timeouts={"create": variable.string_value},
        expires_after={"anchor": "last_active_at", "days": variable.number_value},
    )
    VectorStore(stack, "map", metadata=cdk.Token.as_string_map(variable.value))
    VectorStore(stack, "any", expires_after=variable.value, timeouts={"create": "${var.time}"})


def test_rules_apply_to_assignments(stack: Any) -> None:
    it = VectorStore(stack, "it", timeouts={"create": "5m"})
    with pytest.raises(ValueError, match=r'"stack/it": timeouts\.create: "soon" is not a duration'):
        it.timeouts = {"create": "soon"}
    assert it.timeouts_input == {"create": "5m"}


# --- constructs and provider have the same rules ------------------------------------------------------------------------------


def configuration(attributes: Mapping[str, Attribute], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments of a construct in the form in which Terraform sends them to the provider."""
    return {
        name: _from_terraform(attribute, given.get(name))
        for name, attribute in attributes.items()
        if attribute.configurable
    }


def _from_terraform(attribute: Attribute, value: Any) -> Any:
    if value is None:
        return None
    match attribute:
        case Dynamic(shape=Attribute() as shape):
            return Typed("dynamic", _from_terraform(shape, value))
        case Dynamic():
            return Typed("dynamic", value)
        case AnyOf():
            return _from_terraform(
                next(one for one in attribute.alternatives if fits(one, value)), value
            )
        case Object():
            return configuration(attribute.attributes, value)
        case SetOf():
            return canonical_set([_from_terraform(attribute.element, item) for item in value])
        case ListOf():
            return [_from_terraform(attribute.element, item) for item in value]
        case MapOf():
            return {key: _from_terraform(attribute.element, item) for key, item in value.items()}
        case _:
            return value


def provider_findings(
    attributes: Mapping[str, Attribute], given: Mapping[str, Any]
) -> tuple[list[str], int]:
    """Return the errors of the provider for arguments, without the checks that only the provider makes.

    The number is that of its warnings about probable mistakes.
    """
    attributes = {
        name: attribute.but(check=None)
        if getattr(attribute.check, "__name__", "") in ONLY_IN_THE_PROVIDER
        else attribute
        for name, attribute in attributes.items()
    }
    found = validate(attributes, configuration(attributes, given))
    errors = [one.detail for one in found if one.severity is Severity.ERROR]
    return errors, sum(one.summary in {"Unknown value", "Check this value"} for one in found)


def construct_findings(
    kind: Any, given: Mapping[str, Any], relations: tuple[Any, ...]
) -> tuple[list[str], int]:
    """Return the errors of the construct for arguments, from the same checks as in `Element.__init__`.

    The number is that of its warnings, without those about literal secrets. It is 0 if there are errors.
    """
    values, faults = {}, []
    for name, value in given.items():
        try:
            values[name] = kind._arguments[name].kind.accept(value)
        except MisfitError as misfit:
            faults += misfit.inside(name).faults
    faults += list(broken_relations(relations, values, faults))
    if faults:
        return [fault.text for fault in faults], 0
    return [], sum(
        "cdk.tf.json" not in sentence
        for name, value in values.items()
        for _, sentence in kind._arguments[name].kind.doubts(value)
    )


def mutations(attribute: Attribute, value: Any) -> Iterator[Any]:  # noqa: C901 - one case for each kind
    """Yield other values of the same type: at and beyond each limit, invalid for each check, and incomplete."""
    match attribute:
        case String(reads=reads) if reads:
            return  # constructs check whether the file exists, and the provider checks it in the plan
        case String():
            yield from _texts(attribute, value)
        case Integer() | Float():
            yield from (-1, 0, 1)
            for bound in (attribute.minimum, attribute.maximum):
                if bound is not None and abs(bound) < 2**53 - 1:
                    yield from (bound - 1, bound, bound + 1)
        case Bool():
            yield from (True, False)
        case MapOf():
            yield from _maps(attribute, value)
        case Collection():
            yield from _lists(attribute, value)
        case Object():
            yield from changed(attribute.attributes, value)
        case AnyOf():
            fitting = next(each for each in attribute.alternatives if fits(each, value))
            yield from mutations(fitting, value)
        case Dynamic(shape=Attribute() as shape):
            yield from mutations(shape, value)
        case Dynamic():
            yield from ("text", [], {}, {"type": "x"}, [{"role": "user"}], [{}])


def _texts(attribute: String, value: str) -> Iterator[str]:
    yield from ("", "x", "soon", "é", "a\nb", " ", "http://a", "https://a", "x" * 1025)
    yield from (f"CODEX_{value}", "PRIVATE KEY-----", "x" * 257, "(", "2026-02-30")
    yield from attribute.enum
    for limit in (attribute.min_length, attribute.max_length):
        if limit is not None and limit < 1_000_000:
            yield from ("x" * max(limit - 1, 0), "x" * limit, "x" * (limit + 1))


def _maps(attribute: MapOf, value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    ((key, item),) = value.items()
    yield {}
    yield from ({f"k{index}": item for index in range(count)} for count in (16, 17, 65))
    yield from ({name: item} for name in ("k" * 64, "k" * 65, "a b", "../x", "a//b", "é"))
    yield from ({key: other} for other in mutations(attribute.element, item))


def _lists(attribute: Collection, value: list[Any]) -> Iterator[list[Any]]:
    yield []
    yield value[:1] * 2
    for size in (attribute.min_items, attribute.max_items):
        if size is not None and size < 1000:
            yield from (value[:1] * count for count in (size - 1, size, size + 1))
    yield from ([other, *value[1:]] for other in mutations(attribute.element, value[0]))


def changed(
    attributes: Mapping[str, Attribute], given: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the arguments with one changed, removed or added."""
    yield from regrouped(attributes, given)
    for name, value in given.items():
        yield from ({**given, name: other} for other in mutations(attributes[name], value))


def regrouped(
    attributes: Mapping[str, Attribute], given: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the arguments with one removed or added."""
    for name in given:
        if not attributes[name].required:
            yield {other: item for other, item in given.items() if other != name}
    for more in every_argument(attributes):
        for name in more.keys() - given.keys():
            yield {**given, name: more[name]}


OBJECTS = [
    pytest.param(
        construct_class(block, declaration),
        declaration.schema.attributes,
        id=f"{block} {declaration.type_name}",
    )
    for block, declaration in every_object()
] + [pytest.param(OpenaiProvider, SCHEMA.attributes, id="provider")]


@pytest.mark.parametrize(("kind", "attributes"), OBJECTS)
def test_construct_and_provider_report_the_same_values(
    kind: Any, attributes: Mapping[str, Attribute]
) -> None:
    alone = {"conflicts_with": (), "required_with": (), "exactly_one_of": ()}
    for given in every_argument(attributes):
        for name, value in given.items():
            attribute = attributes[name].but(**alone)
            for other in mutations(attribute, value):
                errors, doubts = provider_findings({name: attribute}, {name: other})
                faults, warnings = construct_findings(kind, {name: other}, ())
                assert bool(errors) is bool(faults), (name, other, errors)
                assert errors or doubts == warnings, (name, other)


@pytest.mark.parametrize(("kind", "attributes"), OBJECTS)
def test_construct_and_provider_report_the_same_combinations(
    kind: Any, attributes: Mapping[str, Attribute]
) -> None:
    for given in every_argument(attributes):
        for other in (given, *regrouped(attributes, given)):
            errors, _ = provider_findings(attributes, other)
            faults, _ = construct_findings(kind, other, kind._relations)
            assert bool(errors) is bool(faults), (other, errors)


def test_constructs_share_all_checks_except_a_few() -> None:
    apart = {
        getattr(rule, "__name__", repr(rule))
        for _, declaration in every_object()
        for attribute in _configurable(declaration.schema.attributes)
        for rule in (attribute.check, attribute.doubt)
        if rule is not None and not rules.is_shared(rule)
    }
    assert apart == ONLY_IN_THE_PROVIDER


def _configurable(attributes: Mapping[str, Attribute]) -> Iterator[Attribute]:
    for attribute in attributes.values():
        if attribute.configurable:
            yield from _with_parts(attribute)


def _with_parts(attribute: Attribute) -> Iterator[Attribute]:
    yield attribute
    match attribute:
        case Object():
            yield from _configurable(attribute.attributes)
        case Collection():
            yield from _with_parts(attribute.element)
        case AnyOf():
            for alternative in attribute.alternatives:
                yield from _with_parts(alternative)
        case Dynamic(shape=Attribute() as shape):
            yield from _with_parts(shape)


@pytest.mark.parametrize("module", rules.SHARED)
def test_shared_rules_import_only_the_standard_library(module: str) -> None:
    source = (ROOT / "provider_shim" / f"{module.replace('.', '/')}.py").read_text()
    shared = {f"provider_shim.{name}" for name in rules.SHARED}
    found = {
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert found - shared <= sys.stdlib_module_names | {
        name for name in found if name.split(".")[0] in sys.stdlib_module_names
    }


def test_filters_of_all_searches_in_files_have_their_operators() -> None:
    found: dict[str, Any] = {
        name: {**getattr(one, "_arguments", {}), **getattr(one, "_fields", {})}["filters"].kind
        for name in openai_cdktf.__all__
        if "filters" in getattr(one := getattr(openai_cdktf, name), "_arguments", ())
        or "filters" in getattr(one, "_fields", ())
    }
    assert {"ResponseTools", "DataOpenaiVectorStoreSearch"} <= found.keys()
    for kind in found.values():
        with pytest.raises(MisfitError) as misfit:
            kind.accept({"type": "equals", "key": "topic", "value": "x"})
        assert misfit.value.faults[0].text.startswith("`type` must be `eq`")
        kind.accept({"type": "equals", "key": "${local.topic}", "value": "x"})
