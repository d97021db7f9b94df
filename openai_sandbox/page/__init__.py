"""The page of the sandbox: objects, log of requests, faults, what people do, and the guide.

It is plain HTML with forms. A script of 50 lines updates tables; without it, everything else works. It is not part of OpenAI's API,
needs no key, and its requests are not in the log.
"""

from __future__ import annotations

import functools
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from openai_sandbox.object_actions import ObjectActions
from openai_sandbox.page import faults, guide, objects, requests
from openai_sandbox.page.access import protected
from openai_sandbox.page.layout import HEADERS, PREFIX
from openai_sandbox.state import State

_FILES = {"style.css": "text/css", "live.js": "text/javascript"}


def routes(state: State, actions: ObjectActions) -> list[Route]:
    """Return the routes of the page."""
    object_views = objects.Objects(state, actions)
    hosts = actions.settings.page_hosts
    log = requests.Requests(state)
    fault_views = faults.FaultViews(state)
    get = functools.partial(protected, method="GET", hosts=hosts)
    post = functools.partial(protected, method="POST", hosts=hosts)
    return [
        get("/", object_views.show_kinds),
        get(objects.KIND, object_views.show_objects),
        get(objects.OBJECT, object_views.show_object),
        get(requests.PATH, log.show),
        get(f"{requests.PATH}/{{number:int}}", log.show_one),
        get(faults.PATH, fault_views.show),
        get(guide.PATH, guide.show),
        get(f"{PREFIX}/{{name}}", _file),
        post(f"{objects.OBJECT}/{{action}}", object_views.act),
        post(f"{PREFIX}/reset", object_views.reset),
        post(f"{requests.PATH}/clear", log.clear),
        post(faults.PATH, fault_views.add),
        post(f"{faults.PATH}/remove", fault_views.remove),
    ]


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        return Response(status_code=404)
    content = resources.files(__name__).joinpath(name).read_bytes()
    return Response(content, media_type=_FILES[name], headers=HEADERS)
