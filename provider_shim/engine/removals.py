"""Warns about an API that OpenAI has removed, if the provider calls OpenAI. Other servers may still have the API."""

from __future__ import annotations

from urllib.parse import urlsplit

from provider_shim.engine.declaration import Declaration
from provider_shim.vocabulary.diagnostics import Diagnostic, warning

_OPENAI = "api.openai.com"


def removal(declaration: Declaration, address: str) -> list[Diagnostic]:
    """Return the warning for a declaration, or no warning. ``address`` is the base URL of the API."""
    if not declaration.removed or urlsplit(address).hostname != _OPENAI:
        return []
    return [warning("API removed by OpenAI", declaration.removed)]
