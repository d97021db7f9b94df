"""The control endpoints under ``/_sandbox``: faults, request log, reset, snapshots, time and the actions of people.

People and tests use them to control the sandbox. They are not part of OpenAI's API. They need no key.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from openai_sandbox.behaviours import organization_keys, organization_people
from openai_sandbox.errors import ApiError
from openai_sandbox.faults import FaultError
from openai_sandbox.file_texts import when_read
from openai_sandbox.object_actions import ObjectActions
from openai_sandbox.state import State
from openai_sandbox.state_errors import StateError
from openai_sandbox.store import Record, Store

PREFIX = "/_sandbox"
CANNOT_STORE = 507
"""The status of a request whose changes cannot be stored."""


def routes(state: State, actions: ObjectActions) -> list[Route]:
    """Return the routes that read and change the state of the sandbox."""

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def requests(request: Request) -> Response:
        if request.method == "DELETE":
            state.log.clear()
            return JSONResponse({"cleared": True})
        return JSONResponse(state.log.as_json())

    async def faults(request: Request) -> Response:
        if request.method == "DELETE":
            state.faults.clear()
        elif request.method == "POST":
            try:
                specs = json.loads(await request.body())["faults"]
                state.faults.add([specs] if isinstance(specs, str) else specs)
            except FaultError as error:
                return JSONResponse({"error": str(error)}, status_code=400)
            except (ValueError, TypeError, KeyError):
                example = 'Send {"faults": ["429:times=1"]}.'
                return JSONResponse({"error": example}, status_code=400)
        return JSONResponse({"faults": state.faults.specs})

    async def reset(_request: Request) -> Response:
        state.reset()
        return JSONResponse({"reset": True})

    return [
        Route(f"{PREFIX}/health", health, methods=["GET"]),
        Route(f"{PREFIX}/requests", requests, methods=["GET", "DELETE"]),
        Route(f"{PREFIX}/faults", faults, methods=["GET", "POST", "DELETE"]),
        Route(f"{PREFIX}/reset", reset, methods=["POST"]),
        *_snapshots(state),
        *_people(state),
        *_time(actions),
    ]


async def state_error_response(_request: Request, error: Exception) -> Response:
    """Answer a control request that the store cannot carry out."""
    return JSONResponse({"error": str(error)}, status_code=CANNOT_STORE)


def _snapshots(state: State) -> list[Route]:
    """Return the routes that write all objects into a file and replace them by those of a file."""

    # Snapshots can be larger than the memory, so they are sent and received in pieces.
    async def snapshot(_request: Request) -> Response:
        folder = tempfile.TemporaryDirectory()
        file = Path(folder.name) / "snapshot.sqlite"
        try:
            state.store.write_copy(file)
        except StateError:
            folder.cleanup()
            raise
        return FileResponse(
            file, media_type="application/vnd.sqlite3", background=BackgroundTask(folder.cleanup)
        )

    async def restore(request: Request) -> Response:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "snapshot.sqlite"
            with file.open("wb") as stream:
                async for piece in request.stream():
                    stream.write(piece)
            try:
                state.store.restore(file)
            except StateError:
                message = "The body is not a snapshot of the sandbox."
                return JSONResponse({"error": message}, status_code=400)
        return JSONResponse({"restored": True})

    return [
        Route(f"{PREFIX}/snapshot", snapshot, methods=["GET"]),
        Route(f"{PREFIX}/restore", restore, methods=["POST"]),
    ]


def _people(state: State) -> list[Route]:
    """Return the routes for the actions of people: join with single sign-on, create a key, accept an invite or let it expire."""

    async def join(request: Request) -> Response:
        body = json.loads(await request.body())
        email, role = body["email"], body.get("role", "reader")
        with state.store.transaction():
            user = organization_people.join(state.store, email, role, ())
        return JSONResponse(user.wire)

    async def create_key(request: Request) -> Response:
        body = json.loads(await request.body())
        user = state.store.get(organization_people.USERS, body["user_id"])
        if user is None:
            return JSONResponse({"error": "There is no such user."}, status_code=404)
        project = request.path_params["project_id"]
        with state.store.transaction():
            key = organization_keys.create_user_key(state.store, project, user, body["name"])
        return JSONResponse(key.wire)

    async def accept(request: Request) -> Response:
        return _invite_response(organization_people.accept, request)

    async def expire(request: Request) -> Response:
        return _invite_response(organization_people.expire, request)

    def _invite_response(action: Callable[[Store, str], Record], request: Request) -> Response:
        try:
            with state.store.transaction():
                changed = action(state.store, request.path_params["invite_id"])
            return JSONResponse(changed.wire)
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.status)

    return [
        Route(f"{PREFIX}/users", join, methods=["POST"]),
        Route(f"{PREFIX}/projects/{{project_id}}/api_keys", create_key, methods=["POST"]),
        Route(f"{PREFIX}/invites/{{invite_id}}/accept", accept, methods=["POST"]),
        Route(f"{PREFIX}/invites/{{invite_id}}/expire", expire, methods=["POST"]),
    ]


def _time(actions: ObjectActions) -> list[Route]:
    """Return the routes that advance a job and let an object expire, of any kind."""

    async def advance(request: Request) -> Response:
        return await _act(request, actions.advance)

    async def expire(request: Request) -> Response:
        return await _act(request, actions.expire)

    async def _act(request: Request, action: Callable[[Record], dict[str, Any] | None]) -> Response:
        try:
            path = str(json.loads(await request.body())["path"])
        except (ValueError, TypeError, KeyError):
            return JSONResponse({"error": 'Send {"path": "/batches/batch_1"}.'}, status_code=400)
        try:
            return JSONResponse(await when_read(lambda: action(actions.at(path))))
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.status)

    return [
        Route(f"{PREFIX}/advance", advance, methods=["POST"]),
        Route(f"{PREFIX}/expire", expire, methods=["POST"]),
    ]
