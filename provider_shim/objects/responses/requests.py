"""Requests for responses: the common part of the resource, the ephemeral resource and the data source that counts tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Values
from provider_shim.objects.responses.items import including
from provider_shim.objects.responses.results import readable
from provider_shim.objects.responses.tools import complete
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.vocabulary.diagnostics import Diagnostic, error
from provider_shim.vocabulary.rest import Json, Rest

ENDPOINT = Rest("/responses", update=None, reshape=readable)
RUNNING = ("queued", "in_progress")
"""The states of a response that is still running in the background."""

CONTEXT = ("input", "input_wo", "previous_response_id", "conversation")
"""The arguments with the input. At least one is required."""


class ResponseRequest(OneShotRequest):
    """A request for a response of a model."""

    type_name = "openai_response"
    endpoint = ENDPOINT
    fixed: ClassVar[Json] = {"stream": False}

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that there is an input."""
        found = super().validate(config)
        if any(config.get(name) is not None for name in CONTEXT):
            return found
        names_text = ", ".join(f"`{name}`" for name in CONTEXT if name in config)
        return [
            *found,
            error(
                "Missing input",
                f"Set at least one of {names_text}.",
                ("input",),
                unless_imported=tuple(name for name in CONTEXT if name in self.attributes),
            ),
        ]

    def query(self, values: Values) -> Json:
        """Return the query with the additional fields of the create request."""
        return including(values)

    def request_body(self, values: Values) -> Json:
        """Return the body of the request, with tools in the form that the API requires."""
        body = super().request_body(values)
        return {**body, "tools": complete(body["tools"])} if body.get("tools") else body


class InputTokensRequest(ResponseRequest):
    """A request to count the input tokens."""

    type_name = "openai_response_input_tokens"
    endpoint = Rest("/responses/input_tokens", update=None)
    fixed: ClassVar[Json] = {}

    @property
    def noun(self) -> str:
        """The name of the object in messages."""
        return "number of tokens"
