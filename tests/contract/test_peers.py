"""The types and attributes of other providers also exist here, or are in the guide's table of differences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from provider_shim.engine import peer_attributes
from provider_shim.engine.configuration import SCHEMA
from provider_shim.protocol.spellings import spelled_out
from provider_shim.provider import Provider
from provider_shim.vocabulary.schema import (
    Attribute,
    Collection,
    Object,
    Schema,
    String,
    nested_object,
)
from tools.examples import ROOT
from tools.peer_differences import DIFFERENCES

FIXTURES = ROOT / "tests" / "compat" / "attributes"
PEERS = tuple(file.stem for file in sorted(FIXTURES.glob("*.json")))
TYPES = {
    "Set": "set",
    "SetNested": "set",
    "List": "list",
    "ListNested": "list",
    "Map": "map",
    "SingleNested": "object",
}
SAME = {("list", "set"), ("set", "list")}
"""Types, there and here, that the guide explains together."""


def attributes_of(peer: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return types, by kind, with their attributes, each with its type and mode: R(equired), O(ptional), C(omputed)."""
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(
        (FIXTURES / f"{peer}.json").read_text()
    )
    return found


def within(
    attributes: Mapping[str, Attribute], before: str = ""
) -> Iterator[tuple[str, Attribute]]:
    """Yield attributes by their paths, including those of nested objects: ``groups[*].name``."""
    for name, attribute in attributes.items():
        path = f"{before}{name}"
        yield path, attribute
        if (inner := nested_object(attribute)) is not None:
            step = "." if isinstance(attribute, Object) else "[*]."
            yield from within(inner.attributes, f"{path}{step}")


def differs(theirs: str, ours: Attribute | None) -> bool:
    """Return whether a value that can be set or read there is not possible here."""
    words = theirs.replace(" block", "").split()
    kind, mode = words[0], "".join(words[1:]) or "O"
    if ours is None:
        return True
    here = ours.type if isinstance(ours.type, str) else ours.type[0]
    there = TYPES.get(kind, kind)
    configurable = bool(set(mode) & {"R", "O"})
    if configurable and not ours.configurable:
        return True
    if (ours.required and "R" not in mode) or ("S" in mode and not ours.sensitive):
        return True
    # A dynamic attribute accepts every value that was written there.
    return here != there and (there, here) not in SAME and here != "dynamic"


def found_differences(peer: str, kind: str) -> Iterator[tuple[str, str | None]]:
    """Yield the types and attributes that differ. The attribute is None for a complete type."""
    have = getattr(Provider(), kind)
    for type_name, attributes in attributes_of(peer)[kind].items():
        if type_name not in have:
            yield type_name, None
            continue
        schema: Schema = peer_attributes.added(kind, type_name, have[type_name].schema)
        ours = dict(within(spelled_out(schema)))
        yield from (
            (type_name, name)
            for name, theirs in attributes.items()
            if differs(theirs, ours.get(name))
        )


@pytest.mark.parametrize("kind", ["resources", "data_sources"])
@pytest.mark.parametrize("peer", PEERS)
def test_the_guide_lists_exactly_the_differences(peer: str, kind: str) -> None:
    found = set(found_differences(peer, kind))
    reported: set[tuple[str, str | None]] = set()
    for one in DIFFERENCES:
        if (one.peer.split("/", maxsplit=1)[0], one.kind) == (peer, kind):
            there = attributes_of(peer)[kind]
            reported |= {
                (type_name, name)
                for type_name in one.types
                for name in one.attributes or (None,)
                if name is None or name in there[type_name]
            }
    assert sorted(map(str, found - reported)) == [], "write it into tools/peer_differences.py"
    assert sorted(map(str, reported - found)) == [], "it is no difference any more"


@pytest.mark.parametrize("peer", PEERS)
def test_the_provider_block_of_another_provider_is_accepted(peer: str) -> None:
    ours = spelled_out(SCHEMA)
    assert set(attributes_of(peer)["provider"]["openai"]) <= set(ours)


@pytest.mark.parametrize("type_name", list(Provider().data_sources))
def test_every_data_source_has_an_id(type_name: str) -> None:
    declared = Provider().data_sources[type_name]
    assert "id" in spelled_out(peer_attributes.added("data_sources", type_name, declared.schema))


def test_complete_answers_exist_where_the_official_provider_has_them() -> None:
    there = attributes_of("openai")["data_sources"]
    with_answer = {name for name, attributes in there.items() if "response_json" in attributes}
    assert with_answer == peer_attributes.ANSWERED_AS_JSON


@pytest.mark.parametrize("secret", [True, False])
def test_the_whole_answer_is_sensitive_if_it_can_contain_secrets(secret: bool) -> None:  # noqa: FBT001 - a parameter
    inner = Object({"value": String(computed=True, sensitive=secret)}, computed=True)
    schema = peer_attributes.added("data_sources", "openai_group", Schema({"inner": inner}))
    assert spelled_out(schema)["response_json"].sensitive is secret


def test_lists_that_are_blocks_in_other_providers_can_be_blocks_here() -> None:
    theirs = {
        (type_name, name)
        for peer in PEERS
        for type_name, attributes in attributes_of(peer)["resources"].items()
        for name, kind in attributes.items()
        if kind.startswith(("ListNested block", "SetNested block"))
    }
    ours = {
        (type_name, name)
        for type_name, kind in Provider().resources.items()
        for name, attribute in kind.attributes.items()
        if isinstance(attribute, Collection) and attribute.blocks
    }
    assert ours == theirs
