"""``openai_embedding``: texts as vectors, asked for once."""

from __future__ import annotations

from provider_shim.areas.embeddings import ANSWER, QUESTION, AskedEmbedding
from provider_shim.patterns.one_shot import OneShot, kept_answer
from provider_shim.schema import Schema


class Embedding(AskedEmbedding, OneShot):
    """The vectors of texts, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Input and vectors are stored in the state: a vector has 1536 numbers or more, unless `dimensions` shortens it.
    The ephemeral resource `openai_embedding` stores nothing.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(kept_answer("embedding", QUESTION, ANSWER))
