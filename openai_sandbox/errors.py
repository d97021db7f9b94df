"""Errors in the format of OpenAI's API.

This module only creates errors. The callers decide when to raise them.
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An error response of the API: HTTP status, message, ``type``, ``param`` and ``code``.

    ``delay`` is the number of seconds before the response.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
        headers: dict[str, str] | None = None,
        delay: float = 0,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.param = param
        self.code = code
        self.headers = headers or {}
        self.delay = delay

    def body(self) -> dict[str, Any]:
        """Return the body of the error response."""
        return {
            "error": {
                "message": self.message,
                "type": self.kind,
                "param": self.param,
                "code": self.code,
            }
        }


def invalid(message: str, param: str | None = None, code: str | None = None) -> ApiError:
    """Return a 400 about one field of the request."""
    return ApiError(400, message, param=param, code=code)


def unknown_url(method: str, path: str) -> ApiError:
    """Return the 404 about a path that the API does not contain."""
    return ApiError(404, f"Invalid URL ({method} {path})")


def missing_base_path(method: str, path: str, base_path: str) -> ApiError:
    """Return the 404 about a path without the beginning that all paths of the API have."""
    error = unknown_url(method, path)
    error.message += f". The paths of the API begin with {base_path}, so the base URL ends with it."
    return error


def method_not_supported(method: str, path: str) -> ApiError:
    """Return the 405 about a method that the path does not support."""
    return ApiError(405, f"Not allowed to {method} on {path}.", code="method_not_supported")


def missing_key() -> ApiError:
    """Return the 401 about a request without a key."""
    return ApiError(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization "
        "header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
        code="invalid_api_key",
    )


def wrong_key(shown: str) -> ApiError:
    """Return the 401 about an invalid key. ``shown`` is a shortened form of the key, never the whole key."""
    return ApiError(
        401,
        f"Incorrect API key provided: {shown}. The sandbox accepts every key that begins with 'sk-', such as "
        "'sk-sandbox'.",
        code="invalid_api_key",
    )


def admin_key_needed() -> ApiError:
    """Return the 401 about a project key on an administration endpoint."""
    return ApiError(
        401,
        "This endpoint needs an admin API key (sk-admin-…). Project API keys cannot be used for "
        "administration endpoints.",
        code="invalid_api_key",
    )


def project_key_needed() -> ApiError:
    """Return the 401 about an admin key on an endpoint that is not for administration."""
    return ApiError(
        401,
        "Admin API keys cannot be used for non-administration endpoints. Use a project API key.",
        code="invalid_api_key",
    )


def sandbox_failed(error: Exception) -> ApiError:
    """Return the 500 about a mistake in the sandbox itself."""
    return ApiError(
        500,
        f"The sandbox failed: {type(error).__name__}: {error}. This is a bug in the sandbox.",
        kind="sandbox_error",
    )


def unknown_model(model: str) -> ApiError:
    """Return the 404 about a model that does not exist."""
    return ApiError(
        404,
        f"The model `{model}` does not exist or you do not have access to it.",
        code="model_not_found",
    )
