"""Lets clients of Azure OpenAI use the sandbox: their paths and keys become those of OpenAI.

Azure has the paths ``/openai/deployments/{deployment}/…``, ``/openai/…`` and ``/openai/v1/…``, the version in the query, and the key
in the header ``api-key``, or a token of Entra ID in ``Authorization``.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

DEPLOYMENT = "azure_deployment"
"""The key in the scope for the name of a deployment in the path. It is the model of a request that names none."""
_PATH = re.compile(r"/openai/(?:v1/|deployments/(?P<deployment>[^/]+)/)?(?P<rest>.+)")
_KEY = "Bearer sk-azure"


class AzurePaths:
    """Translates the requests of Azure's clients, and leaves others as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        found = _PATH.fullmatch(scope.get("path", ""))
        await self._app(scope if found is None else _translated(scope, found), receive, send)


def _translated(scope: Scope, found: re.Match[str]) -> Scope:
    path = f"/v1/{found['rest']}"
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([pair for pair in pairs if pair[0] != "api-version"])
    new = {**scope, "path": path, "raw_path": quote(path).encode(), "query_string": query.encode()}
    headers = MutableHeaders(raw=list(scope["headers"]))
    # OpenAI's keys begin with `sk-`. Azure's do not.
    if "api-key" in headers or "authorization" in headers:
        headers["authorization"] = _KEY
    new |= {"headers": headers.raw, DEPLOYMENT: found["deployment"]}
    return new
