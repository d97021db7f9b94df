"""Which addresses of servers keys may be sent to. Pure: it must not look any of them up."""

from __future__ import annotations

from urllib.parse import urlsplit

from provider_shim.records import Record

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine."""

DEFAULT_BASE_URL = "https://api.openai.com/v1"


def base_url_fault(url: str, example: str = DEFAULT_BASE_URL) -> str | None:
    """Return what is wrong with a base URL, or None. Keys travel with every request, so only loopback may do without TLS."""
    shown = "The address" if "@" in url else f'"{url}"'  # a password may stand before an @
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return f'{shown} is no URL: write one such as "{example}".'
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return f'{shown} is no URL: write one such as "{example}".'
    if parts.username or parts.password:
        return "The URL must not contain a user name or a password."
    if parts.query or parts.fragment:
        return f"{shown} must end with the path: requests are sent to paths behind it."
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return f"{shown} would send the API key unencrypted: use https (http is only for this machine itself)."
    return None


class ServerAddress(Record):
    """The rule for the address of a server whose addresses look otherwise than OpenAI's.

    Attributes:
        example: one, for sentences.
    """

    example: str

    def __call__(self, url: str) -> str | None:
        """Return what is wrong with an address, or None."""
        return base_url_fault(url, self.example)
