"""Protects the sandbox from web pages of others: which hosts and origins belong to this machine.

A browser sends the requests of every web page that is open in it, also to addresses of this machine. So web pages of this
machine, and the origins that the user allows, can use the sandbox (CORS). Other pages can neither read nor change anything.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL_ORIGINS = r"https?://(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_FORBIDDEN = 403


def is_loopback(host: str | None) -> bool:
    """Return whether the value of the header ``Host`` names this machine, such as ``localhost:8181``."""
    name = hostname(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def hostname(host: str | None) -> str:
    """Return the name in the header ``Host`` without the port, in lower case. It is empty if the header is invalid."""
    try:
        return urlsplit(f"//{host or ''}").hostname or ""
    except ValueError:
        return ""


def is_same_origin(headers: Headers) -> bool:
    """Return whether the request comes from a page of this server. Browsers send ``Origin`` with every form."""
    origin, host = headers.get("origin"), headers.get("host")
    return bool(host) and origin in {f"http://{host}", f"https://{host}"}


def is_allowed_origin(origin: str | None, origins: Iterable[str], hosts: Iterable[str]) -> bool:
    """Return whether a program, or a web page of this origin, can change something in the sandbox.

    Args:
        origin: The value of the header ``Origin``. Programs send none.
        origins: More origins that can use the sandbox, or ``*`` for all.
        hosts: More names of the server under which it shows its page.
    """
    if origin is None or {*origins} & {origin, "*"}:
        return True
    scheme, _, host = origin.partition("://")
    return scheme in {"http", "https"} and (is_loopback(host) or hostname(host) in {*hosts})


def middleware(origins: Iterable[str], hosts: Iterable[str]) -> list[Middleware]:
    """Return the middleware for browsers.

    Args:
        origins: More origins that can use the sandbox, or ``*`` for all.
        hosts: More names of the server under which it shows its page.
    """
    origins = tuple(origins)
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_origin_regex=_LOCAL_ORIGINS,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["*"],
        ),
        Middleware(_Guard, origins=frozenset(origins), hosts=frozenset(hosts)),
    ]


class _Guard:
    """Refuses changes by web pages of other origins.

    A browser sends simple requests without asking first. CORS only hides their answers.
    """

    def __init__(self, app: ASGIApp, *, origins: frozenset[str], hosts: frozenset[str]) -> None:
        self._app = app
        self._origins = origins
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 403."""
        if scope["type"] == "http" and self._is_foreign(scope):
            refusal = PlainTextResponse(
                "The sandbox does not accept changes by web pages of other origins. To allow this origin, "
                "start the sandbox with --allow-origin.\n",
                status_code=_FORBIDDEN,
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        origin = Headers(scope=scope).get("origin")
        safe = scope["method"] in _SAFE
        return not (safe or is_allowed_origin(origin, self._origins, self._hosts))
