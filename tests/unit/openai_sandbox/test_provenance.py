"""Checks of provenance, with OpenAI's client."""

from __future__ import annotations

import openai
import pytest

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("content", "media_type", "outcomes"),
    [
        (PNG, "image/png", {"c2pa": "not_detected", "synthid": "not_detected"}),
        (PNG + b"c2pa", "image/png", {"c2pa": "detected", "synthid": "not_detected"}),
        (b"RIFF synthid", "audio/wav", {"synthid": "detected"}),
    ],
)
def test_the_signals_whose_names_a_file_contains_are_detected(
    client: openai.OpenAI, content: bytes, media_type: str, outcomes: dict[str, str]
) -> None:
    checked = client.content_provenance_checks.create(file=("file", content, media_type))
    assert {one.type: one.outcome for one in checked.results} == outcomes
