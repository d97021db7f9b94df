"""Shared parts of assistants, threads and messages: the notice of removal, the header, and `tool_resources`."""

from __future__ import annotations

from provider_shim.patterns.attributes import chunking_strategy, metadata
from provider_shim.vocabulary.schema import ListOf, Object, SetOf, String

BETA = {"OpenAI-Beta": "assistants=v2"}
"""The header that all endpoints of the Assistants API require."""

_REMOVED = (
    "OpenAI removed the Assistants API (assistants, threads, messages, runs) on 2026-08-26: api.openai.com returns 404. "
    "Azure OpenAI has retired it too. Only compatible servers still have it. To use such a server, set `base_url`. At OpenAI, "
)
ASSISTANTS_REMOVED = f"{_REMOVED}use the Responses API for models with instructions and tools, and conversations for threads."
THREADS_REMOVED = (
    f"{_REMOVED}use conversations (`openai_conversation` and its items) for threads and messages, and responses "
    "(`openai_response`) for runs."
)


def tool_resources(user: str) -> Object:
    """Return the ``tool_resources`` attribute. ``user`` is the object that has the tools, such as ``assistant``."""
    return Object(
        {
            "code_interpreter": Object(
                {
                    "file_ids": SetOf(
                        String(),
                        optional=True,
                        max_items=20,
                        doc="The ids of the files that the tool can use. At most 20.",
                    )
                },
                optional=True,
                doc="The resources of the tool `code_interpreter`.",
            ),
            "file_search": Object(
                {
                    "vector_store_ids": ListOf(
                        String(),
                        optional=True,
                        computed=True,
                        max_items=1,
                        doc="The ids of the vector stores that the tool can search. At most one.",
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
                        doc=f"A vector store to create together with the {user}. Its id is in `vector_store_ids`. It is not "
                        f"deleted with the {user}, so use `openai_vector_store` instead if possible.",
                    ),
                },
                optional=True,
                doc="The resources of the tool `file_search`.",
            ),
        },
        optional=True,
        doc="The files and vector stores that the tools can use.",
    )
