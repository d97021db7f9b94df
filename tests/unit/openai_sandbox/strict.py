"""OpenAI's client, which validates the sandbox's answers against its types."""

from __future__ import annotations

import openai

from tests.sandbox import PROJECT_KEY, Sandbox


def strict(sandbox: Sandbox) -> openai.OpenAI:
    """Return a client that rejects answers that do not match its types."""
    return openai.OpenAI(
        base_url=sandbox.base_url,
        api_key=PROJECT_KEY,
        max_retries=0,
        _strict_response_validation=True,
    )
