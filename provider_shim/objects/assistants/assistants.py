"""What assistants, threads and messages share: the API that OpenAI removed, its headers, and what its tools may use.

It must not know any one of these objects.
"""

from __future__ import annotations

from provider_shim.patterns.attributes import chunking_strategy, metadata
from provider_shim.vocabulary.schema import ListOf, Object, SetOf, String

BETA = {"OpenAI-Beta": "assistants=v2"}
"""Sent with every request of this API."""

_REMOVED = (
    "OpenAI removed the Assistants API (assistants, threads, messages, runs) on 2026-08-26, so api.openai.com answers 404. "
    "Azure OpenAI has retired it too. Only compatible servers still have it: set `base_url` for those. At OpenAI, "
)
ASSISTANTS_REMOVED = f"{_REMOVED}its successors are the Responses API for models with instructions and tools, and conversations for threads."
THREADS_REMOVED = (
    f"{_REMOVED}conversations (`openai_conversation` and its items) follow threads and messages, and responses "
    "(`openai_response`) follow runs."
)


def tool_resources(user: str) -> Object:
    """Return the ``tool_resources`` attribute; ``user`` names whose tools they are."""
    return Object(
        {
            "code_interpreter": Object(
                {
                    "file_ids": SetOf(
                        String(),
                        optional=True,
                        max_items=20,
                        doc="The ids of files that the tool may use, at most 20.",
                    )
                },
                optional=True,
                doc="What the tool `code_interpreter` may use.",
            ),
            "file_search": Object(
                {
                    "vector_store_ids": ListOf(
                        String(),
                        optional=True,
                        computed=True,
                        max_items=1,
                        doc="The ids of vector stores that the tool may search, at most one.",
                    ),
                    "vector_stores": ListOf(
                        Object(
                            {
                                "file_ids": SetOf(
                                    String(),
                                    optional=True,
                                    doc="The ids of the files in the vector store.",
                                ),
                                "chunking_strategy": chunking_strategy(),
                                "metadata": metadata("vector store"),
                            }
                        ),
                        optional=True,
                        replace=True,
                        unread=True,
                        max_items=1,
                        conflicts_with=("vector_store_ids",),
                        doc=f"A vector store to create together with the {user}; its id is in `vector_store_ids`. It is not "
                        f"deleted with the {user}: `openai_vector_store` is the better way.",
                    ),
                },
                optional=True,
                doc="What the tool `file_search` may use.",
            ),
        },
        optional=True,
        doc="What the tools may use.",
    )
