"""OpenAI's client for the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pytest

from openai_sandbox import document
from tests.sandbox import ADMIN_KEY, DOCUMENT, PROJECT_KEY, Sandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openai.resources.beta.agents import Agents


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    return document.load(DOCUMENT)


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        base_url=sandbox.base_url, api_key=PROJECT_KEY, admin_api_key=ADMIN_KEY, max_retries=0
    ) as created:
        yield created


@pytest.fixture
def agents(sandbox: Sandbox) -> Iterator[Agents]:
    """Return the resource for agents of a client that rejects answers that do not match its types."""
    with strict(sandbox) as created:
        yield created.beta.agents
