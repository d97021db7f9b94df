"""The control endpoints under ``/_sandbox``: faults, request log, reset, what people do. They need no key.

They are for people and tests who drive the sandbox; no client of the API meets them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from openai_sandbox.behaviours import organization_people
from openai_sandbox.errors import ApiError
from openai_sandbox.faults import FaultError
from openai_sandbox.store import Record, Store

if TYPE_CHECKING:
    from openai_sandbox.app import Sandbox

PREFIX = "/_sandbox"


def routes(sandbox: Sandbox) -> list[Route]:
    """Return the routes that drive this sandbox."""

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def requests(request: Request) -> Response:
        if request.method == "DELETE":
            sandbox.log.clear()
            return JSONResponse({"cleared": True})
        return JSONResponse(sandbox.log.as_json())

    async def faults(request: Request) -> Response:
        if request.method == "DELETE":
            sandbox.faults.clear()
        elif request.method == "POST":
            try:
                specs = json.loads(await request.body())["faults"]
                sandbox.faults.add([specs] if isinstance(specs, str) else specs)
            except FaultError as error:
                return JSONResponse({"error": str(error)}, status_code=400)
            except (ValueError, TypeError, KeyError):
                told = 'Send {"faults": ["429:times=1"]}.'
                return JSONResponse({"error": told}, status_code=400)
        return JSONResponse({"faults": sandbox.faults.specs})

    async def reset(_request: Request) -> Response:
        sandbox.reset()
        return JSONResponse({"reset": True})

    return [
        Route(f"{PREFIX}/health", health, methods=["GET"]),
        Route(f"{PREFIX}/requests", requests, methods=["GET", "DELETE"]),
        Route(f"{PREFIX}/faults", faults, methods=["GET", "POST", "DELETE"]),
        Route(f"{PREFIX}/reset", reset, methods=["POST"]),
        *_people(sandbox),
    ]


def _people(sandbox: Sandbox) -> list[Route]:
    """Return the routes for what only people do: accept an invite, or not; join through a single sign-on."""

    async def join(request: Request) -> Response:
        told = json.loads(await request.body())
        user = organization_people.join(
            sandbox.store, told["email"], told.get("role", "reader"), ()
        )
        return JSONResponse(user.wire)

    async def accept(request: Request) -> Response:
        return _told(organization_people.accept, request)

    async def expire(request: Request) -> Response:
        return _told(organization_people.expire, request)

    def _told(act: Callable[[Store, str], Record], request: Request) -> Response:
        try:
            return JSONResponse(act(sandbox.store, request.path_params["invite_id"]).wire)
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.status)

    return [
        Route(f"{PREFIX}/users", join, methods=["POST"]),
        Route(f"{PREFIX}/invites/{{invite_id}}/accept", accept, methods=["POST"]),
        Route(f"{PREFIX}/invites/{{invite_id}}/expire", expire, methods=["POST"]),
    ]
