"""Decides who gets the page: browsers that name this machine. Changes come only from the page's own forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from openai_sandbox.browsers import hostname, is_loopback, is_same_origin

View = Callable[[Request], Awaitable[Response]]
_FORBIDDEN = 403


def protected(path: str, view: View, *, method: str, hosts: Collection[str]) -> Route:
    """Return the route of a view. ``hosts`` are more names of the server under which it shows the page.

    Checking the name prevents that another web site gives its own name the address of this machine (DNS rebinding).
    """

    async def endpoint(request: Request) -> Response:
        host = request.headers.get("host")
        if not (is_loopback(host) or hostname(host) in hosts):
            return _refused(
                "The sandbox shows this page only to this machine, as http://localhost. To show it under another "
                "name, start the sandbox with --page-host."
            )
        if request.method == "POST" and not is_same_origin(request.headers):
            return _refused(
                "Only the page itself can send this form. Scripts use the control endpoints under /_sandbox."
            )
        return await view(request)

    return Route(path, endpoint, methods=[method])


def _refused(message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status_code=_FORBIDDEN)
