"""The addresses of servers to which the provider may send API keys."""

from __future__ import annotations

from urllib.parse import urlsplit

from provider_shim.records import Record

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine."""

DEFAULT_BASE_URL = "https://api.openai.com/v1"


def is_local(url: str) -> bool:
    """Return whether an address is that of a server on this machine."""
    return urlsplit(url).hostname in LOOPBACK


def direct(url: str) -> dict[str, None]:
    """Return the exceptions of the proxy, as `mounts` of an HTTP client: a server on this machine, as in programs in Go."""
    parts = urlsplit(url)
    return {f"all://{parts.netloc}": None} if parts.hostname in LOOPBACK else {}


def base_url_fault(url: str, example: str = DEFAULT_BASE_URL) -> str | None:
    """Return what is wrong with a base URL, or None. Every request has the API key, so only this machine may use plain HTTP."""
    shown = "The address" if "@" in url else f'"{url}"'  # the part before an @ may be a password
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises if it is not a number
    except ValueError:
        return f'{shown} is not a URL. Use a URL such as "{example}".'
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return f'{shown} is not a URL. Use a URL such as "{example}".'
    if parts.username or parts.password:
        return "The URL must not contain a user name or a password."
    if parts.query or parts.fragment:
        return f"{shown} must end with the path, without a query or a fragment: the provider appends the paths of its requests."
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return f"{shown} would send the API key without encryption. Use https (http is allowed only for this machine)."
    return None


class ServerAddress(Record):
    """The rule for the address of a server whose addresses have a different form from OpenAI's.

    Attributes:
        example: an example of an address, for error messages.
    """

    example: str

    def __call__(self, url: str) -> str | None:
        """Return what is wrong with an address, or None."""
        return base_url_fault(url, self.example)
