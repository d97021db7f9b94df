"""A local OpenAI API with state. Use it to try and test stacks without an API key or a network.

The sandbox reads the API from OpenAI's OpenAPI document, never from the declarations of the provider.
A mistake in a declaration therefore causes an error in the sandbox.

``serve`` runs the sandbox in the foreground. ``running`` runs it in a thread. ``python -m openai_sandbox``
runs it in the foreground from a shell.
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
