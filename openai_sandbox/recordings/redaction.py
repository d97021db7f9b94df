"""Removes keys, organizations and cookies from what the sandbox stores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

REMOVED = "***"
_SECRET_HEADERS = ("authorization", "api-key", "openai-organization", "openai-project")
_SECRET_FIELDS = {"access_token", "api_key", "authorization"}
# Keys, also those that an error shows in a shortened form, and ids of organizations.
_SECRET = re.compile(r"\bsk-[\w*-]{4,}|\borg-[A-Za-z0-9]{12,}")
_SHORTEST = 6


class Redaction:
    """Removes the secrets of one request from texts and JSON, wherever they are."""

    def __init__(self, *headers: Mapping[str, str]) -> None:
        """Take the secrets from headers of the request and of the response."""
        words = {word for one in headers for word in _words(one)}
        found = sorted((one for one in words if len(one) >= _SHORTEST), key=len, reverse=True)
        known = [re.escape(one) for one in found if one.lower() != "bearer"]
        self._secret = re.compile("|".join([*known, _SECRET.pattern]))

    def text(self, text: str) -> str:
        """Return a text without secrets, and without halves of characters, which no file can contain."""
        return self._secret.sub(REMOVED, text.encode(errors="replace").decode())

    def json(self, value: Any, name: str = "") -> Any:
        """Return JSON without secrets. Fields such as ``authorization``, and the headers for MCP servers, are secrets, too."""
        if isinstance(value, str):
            return REMOVED if name.lower() in _SECRET_FIELDS else self.text(value)
        if isinstance(value, Mapping):
            hidden = {"headers"} if "server_label" in value else set()
            return {
                self.text(key): _hidden(one) if key in hidden else self.json(one, key)
                for key, one in value.items()
            }
        if isinstance(value, list):
            return [self.json(one) for one in value]
        return value


def _hidden(headers: Any) -> Any:
    return dict.fromkeys(headers, REMOVED) if isinstance(headers, Mapping) else headers


def _words(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield the secrets in headers. Of cookies, only the values are secret."""
    for name in _SECRET_HEADERS:
        yield from headers.get(name, "").split()
    cookies = [*headers.get("cookie", "").split(";"), headers.get("set-cookie", "").split(";")[0]]
    yield from (one.partition("=")[2].strip() for one in cookies)
