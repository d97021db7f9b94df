"""A local OpenAI API that keeps state, for trying and testing stacks without key or network.

Learns the API from OpenAI's own OpenAPI document alone, never from the provider's declarations:
a mistake made there must show here.

``serve`` runs it in the foreground, ``running`` beside the caller; ``python -m openai_sandbox``
does the former from a shell.
"""

from __future__ import annotations

from openai_sandbox.document import DocumentError
from openai_sandbox.faults import FaultError
from openai_sandbox.server import (
    DEFAULT_HOST,
    DEFAULT_PORT,
    AddressError,
    Running,
    running,
    serve,
)
from openai_sandbox.store import StateError

__all__ = [
    "DEFAULT_HOST",
    "DEFAULT_PORT",
    "AddressError",
    "DocumentError",
    "FaultError",
    "Running",
    "StateError",
    "running",
    "serve",
]
