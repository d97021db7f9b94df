"""The construct that configures the provider."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openai_cdktf import DataOpenaiModel, OpenaiProvider, VectorStore

Synth = Callable[..., dict[str, Any]]


def test_the_alias_is_kept_and_can_be_changed(stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(stack, "openai", alias="first")
    VectorStore(stack, "store", provider=provider)
    DataOpenaiModel(stack, "model", provider=provider)
    provider.alias = "second"
    assert (provider.alias, provider.alias_input) == ("second", "second")
    code = synth()
    assert code["provider"]["openai"] == [{"alias": "second"}]
    assert code["resource"]["openai_vector_store"]["store"]["provider"] == "openai.second"
    assert code["data"]["openai_model"]["model"]["provider"] == "openai.second"
    provider.reset_alias()
    assert synth()["resource"]["openai_vector_store"]["store"]["provider"] == "openai"


def test_a_stack_can_have_several_configurations(stack: Any, synth: Synth) -> None:
    OpenaiProvider(stack, "default", organization="a")
    OpenaiProvider(stack, "eu", alias="eu", base_url="https://eu.example.com/v1")
    assert synth()["provider"]["openai"] == [
        {"organization": "a"},
        {"alias": "eu", "base_url": "https://eu.example.com/v1"},
    ]


def test_names_of_headers_do_not_change(stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "store")
    OpenaiProvider(stack, "openai", headers={"X-Team": "search", "xRequestID": store.id})
    assert synth()["provider"]["openai"] == [
        {"headers": {"X-Team": "search", "xRequestID": "${openai_vector_store.store.id}"}}
    ]


def test_overrides_change_entries_of_maps_and_objects(stack: Any, synth: Synth) -> None:
    provider = OpenaiProvider(
        stack,
        "openai",
        headers={"X-Team": "search", "xRequestID": "1"},
        azure={"endpoint": "https://x.example", "api_version": "1"},
    )
    provider.add_override("headers.X-Team", None)
    provider.add_override("headers.xOther", "2")
    provider.add_override("azure.api_version", "2")
    for _ in range(2):
        assert synth()["provider"]["openai"] == [
            {
                "headers": {"xRequestID": "1", "xOther": "2"},
                "azure": {"endpoint": "https://x.example", "api_version": "2"},
            }
        ]
    provider.add_override("headers", "${var.headers}")
    assert synth()["provider"]["openai"][0]["headers"] == "${var.headers}"


def test_an_invalid_alias_is_an_error(stack: Any) -> None:
    with pytest.raises(
        TypeError, match='OpenaiProvider "stack/openai": alias must be a string, not int'
    ):
        OpenaiProvider(stack, "openai", alias=3)  # type: ignore[arg-type]
