"""A local OpenAI API with state. Use it to try and test stacks without an API key or a network.

The sandbox reads the API from OpenAI's OpenAPI document, never from the declarations of the provider.
A mistake in a declaration therefore causes an error in the sandbox.

``serve`` runs the sandbox in the foreground. ``with Sandbox() as sandbox:`` runs it in a thread, for tests.
``python -m openai_sandbox`` runs it in the foreground from a shell.
"""

from __future__ import annotations

from openai_sandbox.control_client import (
    ADMIN_API_KEY,
    API_KEY,
    ControlClient,
    ControlError,
)
from openai_sandbox.document import DocumentError
from openai_sandbox.faults import FaultError
from openai_sandbox.in_process import Sandbox
from openai_sandbox.recordings.upstream import DEFAULT_UPSTREAM, UpstreamError
from openai_sandbox.server import (
    DEFAULT_HOST,
    DEFAULT_PORT,
    AddressError,
    Running,
    running,
    serve,
)
from openai_sandbox.state_errors import StateError
from openai_sandbox.yaml_files import FileError

START_ERRORS = (AddressError, DocumentError, FaultError, FileError, StateError, UpstreamError)
"""The errors of `serve`. Their messages say why the sandbox cannot start, and what to do."""

__all__ = [
    "ADMIN_API_KEY",
    "API_KEY",
    "DEFAULT_HOST",
    "DEFAULT_PORT",
    "DEFAULT_UPSTREAM",
    "START_ERRORS",
    "AddressError",
    "ControlClient",
    "ControlError",
    "DocumentError",
    "FaultError",
    "FileError",
    "Running",
    "Sandbox",
    "StateError",
    "UpstreamError",
    "running",
    "serve",
]
