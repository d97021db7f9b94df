"""The control endpoints under ``/_sandbox``: faults, request log, reset. They need no key.

They are for people and tests who drive the sandbox; no client of the API meets them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from openai_sandbox.faults import FaultError

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
    ]
