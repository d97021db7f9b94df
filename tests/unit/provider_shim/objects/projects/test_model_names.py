"""A misspelt name of a model is a warning. A new name is not."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import openai.types
import openai.types.audio
import pytest
from openai.types.shared.all_models import AllModels
from openai.types.shared.chat_model import ChatModel

from provider_shim.patterns.model_names import doubt, slip
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.values import UNKNOWN
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

TYPES = (
    *(AllModels, ChatModel, openai.types.AudioModel, openai.types.EmbeddingModel),
    *(openai.types.ImageModel, openai.types.ModerationModel, openai.types.audio.SpeechModel),
)


def names(kind: Any) -> Iterator[str]:
    for one in typing.get_args(kind):
        if isinstance(one, str):
            yield one
        else:
            yield from names(one)


@pytest.mark.parametrize("model", sorted({name for kind in TYPES for name in names(kind)}))
def test_a_known_model_is_no_warning(model: str) -> None:
    assert slip(model) is None


@pytest.mark.parametrize(
    "model", ["gpt-7-sol", "gpt-5.3", "gpt-4o-2027-01-01", "ft:gpt-6-luna:acme::a1", "acme-7b"]
)
def test_a_newer_version_or_a_different_name_is_no_warning(model: str) -> None:
    assert doubt(model) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("gtp-4o", "gpt-4o"),
        ("gpt-4o-mimi", "gpt-4o-mini"),
        ("text-embeding-3-small", "text-embedding-3-small"),
        ("ft:gpt-4o-mni:acme::a1", "gpt-4o-mini"),
    ],
)
def test_a_misspelt_name_is_reported_with_the_nearest_name(slip: str, meant: str) -> None:
    text = doubt(slip)
    assert text is not None
    assert f'"{slip}"' in text
    assert f'Did you mean "{meant}"?' in text


@pytest.mark.parametrize(
    ("type_name", "config", "path"),
    [
        (
            "openai_project_model_permissions",
            {"project_id": "p", "mode": "allow_list", "model_ids": ["gpt-4o", "gtp-4o", UNKNOWN]},
            ("model_ids",),
        ),
        ("openai_project_rate_limit", {"project_id": "p", "model": "gtp-4o"}, ("model",)),
    ],
)
def test_a_misspelt_name_is_only_a_warning_at_the_attribute(
    driver: Driver, type_name: str, config: dict[str, Any], path: tuple[str, ...]
) -> None:
    attributes = driver.provider.resources[type_name].attributes
    (diagnostic,) = driver.provider.validate_resource(type_name, configured(attributes, config))
    assert (diagnostic.severity, diagnostic.path) == (Severity.WARNING, path)
    assert 'Did you mean "gpt-4o"?' in diagnostic.detail
