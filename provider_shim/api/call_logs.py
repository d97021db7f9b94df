"""Logs the attempts of requests, and their bodies without secrets."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from typing import Any

from provider_shim.api.exchange import Request
from provider_shim.api.masking import masked
from provider_shim.logs import TRACE

logger = logging.getLogger(__name__)


def log_body(what: str, request: Request, body: Mapping[str, Any] | None) -> None:
    """Log the body of a request or of an answer, with masked secrets, if Terraform's log level is TRACE."""
    if body is not None and logger.isEnabledFor(TRACE):
        extra = {
            "path": request.template,
            "body": json.dumps(masked(body, request.secrets, request.secret_fields)),
        }
        logger.log(TRACE, what, extra=extra)


def log_attempt(
    request: Request, attempt: int, started: float, status: int | None, headers: Mapping[str, str]
) -> None:
    """Log an attempt that began at ``started`` (`time.monotonic`). The status is None if the connection was lost."""
    if not logger.isEnabledFor(logging.DEBUG):
        return
    logger.debug(
        "API call",
        extra={
            "method": request.method,
            "path": request.template,
            "status": status,
            "attempt": attempt + 1,
            "duration_ms": round((time.monotonic() - started) * 1000),
            "request_id": headers.get("x-request-id"),
        },
    )
