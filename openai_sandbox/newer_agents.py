"""Saved agents: what OpenAI's package knows of them and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    METADATA,
    NUMBER,
    TEXT,
    TEXT_MAP,
    Raw,
    answering,
    deleting,
    listing,
    one,
    or_null,
    record,
    refer,
    taking,
    with_header,
)
from openai_sandbox.newer_agent_configuration import (
    AGENT_TOLD_OPTIONS,
    BETA,
    agent_asked,
    agent_told,
)

_OPTIONS = {"name": or_null(TEXT)}
COMPONENTS: Mapping[str, Raw] = {
    "Agent": record(
        {
            "id": TEXT,
            "object": one("agent"),
            "created_at": NUMBER,
            "updated_at": NUMBER,
            "metadata": TEXT_MAP,
            **agent_told(saved=True),
            **_OPTIONS,
        },
        [*AGENT_TOLD_OPTIONS, *_OPTIONS],
    ),
}
"""Components that the document lacks, by name."""

_ASKED = {**agent_asked(secrets=False), "metadata": or_null(METADATA), "name": or_null(TEXT)}
_AGENT = refer("Agent")

PATHS: Mapping[str, Mapping[str, Any]] = with_header(
    {
        "/agents": {
            "post": taking(record(_ASKED, _ASKED.keys() - {"model"}), _AGENT),
            "get": listing("Agent"),
        },
        "/agents/{agent_id}": {
            "get": answering(_AGENT),
            "post": taking(record(_ASKED, _ASKED), _AGENT),
            "delete": deleting("agent"),
        },
    },
    *BETA,
)
"""Operations by path and method, as in a document."""
