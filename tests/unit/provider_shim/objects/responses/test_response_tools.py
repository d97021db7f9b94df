"""The tools of responses have exactly the kinds and members of OpenAI's package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from openai.types.responses import response_create_params, tool_param
from openai.types.responses.response_create_params import ToolChoice
from openai.types.shared_params import Reasoning
from typing_extensions import is_typeddict

from provider_shim.objects.responses.arguments import (
    ACCESS_PROGRAMS,
    ARGUMENTS,
    CACHE_OPTIONS,
    IMAGE,
    REASONING,
)
from provider_shim.objects.responses.tools import CHOICES, TOOLS, complete, secrets
from provider_shim.patterns.kinds import Kinds
from provider_shim.vocabulary.schema import Attribute, Object
from provider_shim.vocabulary.values import UNKNOWN

LEFT_OUT = {("image_generation", "partial_images"): "Terraform waits for whole images."}


def by_kind(union: Any) -> dict[str, set[str]]:
    """Return the members of each kind of a union in the package."""
    found: dict[str, set[str]] = {}
    for one in get_args(union):
        if not is_typeddict(one):
            continue
        hints = get_type_hints(one)
        assert get_origin(hints["type"]) is Literal, one
        for kind in get_args(hints["type"]):
            found[kind] = set(hints) - {"type"}
    return found


def declared(members: Mapping[str, Attribute]) -> set[str]:
    return {attribute.wire or name for name, attribute in members.items()}


@pytest.mark.parametrize(
    ("union", "kinds"),
    [(tool_param.ToolParam, TOOLS), (ToolChoice, CHOICES)],
    ids=["tools", "tool_choice"],
)
def test_every_kind_has_the_members_of_the_package(union: Any, kinds: Kinds) -> None:
    theirs = by_kind(union)
    assert set(kinds) == set(theirs)
    for kind, members in theirs.items():
        known = {name for name in members if (kind, name) not in LEFT_OUT}
        # The package says `async_`, and the API `async`.
        assert declared(kinds[kind]) == {name.removesuffix("_") for name in known}, kind


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (ACCESS_PROGRAMS, response_create_params.AccessPrograms),
        (IMAGE, response_create_params.Image),
        (ARGUMENTS["moderation"], response_create_params.Moderation),
        (ARGUMENTS["prompt_cache_options"], response_create_params.PromptCacheOptions),
        (REASONING, Reasoning),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_objects_have_the_members_of_the_package(ours: Object, theirs: Any) -> None:
    assert declared(ours.attributes) == set(get_type_hints(theirs))


def test_effective_options_have_no_prewarm() -> None:
    assert "prewarm" not in CACHE_OPTIONS.attributes


def test_functions_have_null_for_missing_members_and_other_tools_do_not() -> None:
    given: list[dict[str, Any]] = [
        {"type": "function", "name": "f"},
        {"type": "custom", "name": "c"},
    ]
    assert complete(given) == [{**given[0], "parameters": None, "strict": None}, given[1]]


def test_secrets_yields_the_names_of_the_secrets_of_tools() -> None:
    allowed = {"network_policy": {"domain_secrets": [{"name": "T", "value": "v"}]}}
    tools = [
        {"type": "mcp", "headers": {"A": "b"}, "authorization": None},
        {"type": "shell", "environment": allowed},
        {"type": "computer_use_preview", "environment": "mac"},
        {"type": "mcp", "authorization": UNKNOWN},
        {"type": "code_interpreter", "container": UNKNOWN},
        "no tool",
        UNKNOWN,
    ]
    assert list(secrets(tools)) == ["headers", "domain_secrets", "authorization"]
    assert list(secrets(None)) == []
