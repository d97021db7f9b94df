"""What the sandbox knows beyond the document: only what OpenAI's package calls."""

from __future__ import annotations

from typing import Any

import pytest

from openai_sandbox.newer import PATHS, with_newer
from tests.contract.sdk_methods import methods, shape

OPERATIONS = [(verb.upper(), path) for path, item in PATHS.items() for verb in item]


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_is_newer_than_the_document_is_in_the_package(verb: str, path: str) -> None:
    assert (verb, shape(path)) in methods()


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_the_document_describes_by_now_is_no_longer_written_here(
    verb: str, path: str, openapi: dict[str, Any]
) -> None:
    assert verb.lower() not in openapi["paths"].get(path, {}), "take it out of newer.py"


def test_the_document_goes_before() -> None:
    ours = next(iter(PATHS))
    told = with_newer({ours: {"delete": {"documented": True}, "get": {}}, "/models": {}})
    assert told[ours] == {"delete": {"documented": True}, "get": {}}
    assert told["/models"] == {}
