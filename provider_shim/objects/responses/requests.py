"""How responses are asked: what the resource, the data source that counts and the ephemeral resource share.

It must not know which of them uses it.
"""

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
"""The states of a response that goes on in the background."""

CONTEXT = ("input", "input_wo", "previous_response_id", "conversation")
"""Where a question may be, of which one is needed."""


class ResponseRequest(OneShotRequest):
    """A question to a model."""

    type_name = "openai_response"
    endpoint = ENDPOINT
    fixed: ClassVar[Json] = {"stream": False}

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that something is asked."""
        found = super().validate(config)
        if any(config.get(name) is not None for name in CONTEXT):
            return found
        names_text = ", ".join(f"`{name}`" for name in CONTEXT if name in config)
        return [
            *found,
            error(
                "Nothing is asked",
                f"Set at least one of {names_text}.",
                ("input",),
                unless_imported=tuple(name for name in CONTEXT if name in self.attributes),
            ),
        ]

    def query(self, values: Values) -> Json:
        """Ask for the additions that were asked for when the response was made."""
        return including(values)

    def request_body(self, values: Values) -> Json:
        """Return the body of the request, with tools as the API wants them."""
        body = super().request_body(values)
        return {**body, "tools": complete(body["tools"])} if body.get("tools") else body


class InputTokensRequest(ResponseRequest):
    """A question to count and not to answer."""

    type_name = "openai_response_input_tokens"
    endpoint = Rest("/responses/input_tokens", update=None)
    fixed: ClassVar[Json] = {}

    @property
    def noun(self) -> str:
        """What a person calls it."""
        return "number of tokens"
