"""Removes secret headers from redirected requests. It does not import the API's client: its classes are passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def strip_headers_elsewhere(home: Any, names: Iterable[str]) -> Callable[[Any], None]:
    """Return a hook that removes headers from a request to another server than the API's.

    The HTTP client removes the API key, but it does not know that the user's own headers are secret.

    Args:
        home: the URL of the API.
        names: the headers that only the API may receive.
    """
    secret = tuple(names)

    def hook(request: Any) -> None:
        if request.url.origin != home.origin:
            for name in secret:
                request.headers.pop(name, None)

    return hook


def redirected_server(home: Any, fault: BaseException) -> str | None:
    """Return the server to which a request was redirected before it failed, or None if it is the API's own.

    Return only the name of the server, because the rest of the address can contain a secret.
    """
    try:
        url = fault.request.url  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    except (AttributeError, RuntimeError):  # the exception has no request
        return None
    return None if url.origin == home.origin else f"{url.scheme}://{url.netloc.decode('ascii')}"
